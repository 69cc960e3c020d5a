import { cropOutliers } from './outliers';
import { plotted } from './plotted';
import type { ChartSeries } from './series';

const EVERYTHING = { from: -Infinity, to: Infinity };
const NONE: ReadonlySet<string> = new Set();

function curve(y: (number | null)[], change: Partial<ChartSeries> = {}): ChartSeries {
  return { key: 'a', label: 'a', color: 'var(--train)', x: y.map((_, i) => i + 1), y, ...change };
}

const calm = Array.from({ length: 20 }, (_, i) => 1 + (i % 5) / 10);

describe('cropOutliers', () => {
  it('leaves out what is far from the quartiles, and tells how much and how far', () => {
    const cropped = cropOutliers(plotted([curve([...calm, 90, 1000, -50])], false), EVERYTHING, NONE, false);
    expect(cropped).toMatchObject({ count: 3, highest: 1000, lowest: -50 });
    const [low, high] = cropped?.range ?? [];
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThanOrEqual(1);
    expect(high).toBeGreaterThanOrEqual(1.4);
    expect(high).toBeLessThan(2);
  });

  it('crops nothing without outliers, among equal values, and of an empty chart', () => {
    expect(cropOutliers(plotted([curve(calm)], false), EVERYTHING, NONE, false)).toBeNull();
    expect(cropOutliers(plotted([curve([1, 1, 1, 1, 9])], false), EVERYTHING, NONE, false)).toBeNull();
    expect(cropOutliers(plotted([], false), EVERYTHING, NONE, false)).toBeNull();
  });

  it('looks only at what is visible', () => {
    const wild = curve([...calm, 1000], { key: 'wild' });
    expect(cropOutliers(plotted([wild], false), { from: 1, to: 20 }, NONE, false)).toBeNull();
    const both = plotted([curve(calm), wild], false);
    expect(cropOutliers(both, EVERYTHING, new Set(['wild']), false)).toBeNull();
    expect(cropOutliers(both, EVERYTHING, NONE, false)).toMatchObject({
      count: 1,
      highest: 1000,
      lowest: null,
    });
  });

  it('measures distances on the scale that is drawn', () => {
    const decades = Array.from({ length: 20 }, (_, i) => 10 ** (i / 4));
    expect(cropOutliers(plotted([curve(decades)], false), EVERYTHING, NONE, false)).not.toBeNull();
    expect(cropOutliers(plotted([curve(decades)], true), EVERYTHING, NONE, true)).toBeNull();
  });

  it('counts the points of a smoothed curve once', () => {
    const y = [...calm, 1000];
    const smoothed = curve(y, { smoothed: y });
    expect(cropOutliers(plotted([smoothed], false), EVERYTHING, NONE, false)).toMatchObject({ count: 1 });
  });
});
