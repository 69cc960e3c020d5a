import fc from 'fast-check';
import { align, nearestRow, rowAt } from './align';
import { curveStyle, PALETTE } from './palette';
import { plotted, readingsOf } from './plotted';
import { DURATION_STEPS, formatNumber, formatX, tickLabels } from './ticks';

describe('curves on a common x', () => {
  it('keeps gaps apart from places where a curve has no point', () => {
    expect(
      align([
        { x: [1, 2, 3], y: [10, null, 30] },
        { x: [2, 4], y: [200, 400] },
      ]),
    ).toEqual([
      [1, 2, 3, 4],
      [10, null, 30, undefined],
      [undefined, 200, undefined, 400],
    ]);
  });

  it('loses no point of a curve that has several at one x', () => {
    expect(
      align([
        { x: [1, 1, 1, 2], y: [1, 99, -5, 2] },
        { x: [1], y: [7] },
      ]),
    ).toEqual([
      [1, 1, 1, 2],
      [1, 99, -5, 2],
      [7, undefined, undefined, undefined],
    ]);
  });

  it('copies nothing where all share their x', () => {
    const x = [1, 2];
    expect(
      align([
        { x, y: [1, 2] },
        { x, y: [3, 4] },
      ])[0],
    ).toBe(x);
  });

  it('finds the nearest point of a curve', () => {
    const xs = [0, 1, 2, 10];
    expect(nearestRow(xs, [5, undefined, undefined, 6], 1)).toBe(0);
    expect(nearestRow(xs, [5, undefined, undefined, 6], 7)).toBe(3);
    expect(nearestRow(xs, [undefined, undefined, undefined, 6], 0)).toBe(3);
    expect(nearestRow(xs, [undefined, undefined, undefined, undefined], 2)).toBe(2);
  });

  it('finds the nearest place on the axis, whatever has become of it since', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 })), fc.double({ noNaN: true }), (places, x) => {
        const xs = places.sort((a, b) => a - b);
        const distance = (place: number) => Math.abs(place - x);
        const row = rowAt(xs, x);
        if (xs.length === 0) return row === -1;
        return distance(xs[row]) === Math.min(...xs.map(distance)) && xs.indexOf(xs[row]) === row;
      }),
    );
  });
});

describe('what is drawn', () => {
  const x = [1, 2, 3];
  const raw = { key: 'a', label: 'a', color: PALETTE[0], x, y: [1, 0, 3] };
  const noisy = { ...raw, smoothed: [1, 0.5, 2] };
  const exact = { key: 'b', label: 'b', color: PALETTE[1], x, y: [1, 2, 3] };

  it('is the raw curve palely behind its average, where there is smoothing', () => {
    const { curves, data } = plotted([noisy, exact], false);
    expect(curves.map(({ series, pale }) => [series.key, pale])).toEqual([
      ['a', true],
      ['a', false],
      ['b', false],
    ]);
    expect(data).toEqual([x, noisy.y, noisy.smoothed, exact.y]);
  });

  it('is read as the average with the raw value beside it', () => {
    const drawn = plotted([noisy, exact], false);
    expect([...readingsOf(drawn, 2)]).toEqual([
      ['a', { value: 0.5, raw: 0 }],
      ['b', { value: 2 }],
    ]);
    expect(readingsOf(drawn, null).get('a')).toEqual({ value: 2, raw: 3 });
  });

  it('leaves out on a log scale what has no logarithm', () => {
    expect(plotted([raw], true).data).toEqual([x, [1, null, 3]]);
  });

  it('can be read at any place, whatever curves were there when the cursor came to it', () => {
    const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }));
    const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), value, value));
    const curve = fc.record({ points, isSmoothed: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(curve, { minLength: 1, maxLength: 4 }),
        fc.integer(),
        fc.boolean(),
        (made, at, log) => {
          const series = made.map(({ points, isSmoothed }, i) => {
            const sorted = points.sort(([a], [b]) => a - b);
            return {
              ...raw,
              key: String(i),
              x: sorted.map(([x]) => x),
              y: sorted.map(([, y]) => y),
              smoothed: isSmoothed ? sorted.map(([, , average]) => average) : undefined,
            };
          });
          const readings = readingsOf(plotted(series, log), at);
          expect([...readings.keys()]).toEqual(series.map(({ key }) => key));
          for (const { value, raw = null } of readings.values()) {
            for (const read of [value, raw]) if (read !== null) expect(formatNumber(read)).not.toBe('');
          }
        },
      ),
    );
  });

  it('tells 20 curves apart', () => {
    expect(new Set(Array.from({ length: 20 }, (_, i) => JSON.stringify(curveStyle(i)))).size).toBe(20);
  });
});

describe('the palette', () => {
  const luminance = (hex: string) => {
    const [r, g, b] = [1, 3, 5]
      .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string) => {
    const [low, high] = [luminance(a), luminance(b)].sort((one, other) => one - other);
    return (high + 0.05) / (low + 0.05);
  };

  it.each(PALETTE)('$light and $dark stand out from their backgrounds', ({ light, dark }) => {
    expect(contrast(light, '#ffffff')).toBeGreaterThan(3);
    expect(contrast(dark, '#131619')).toBeGreaterThan(3);
  });
});

describe('ticks', () => {
  it('speak of durations as clocks do', () => {
    expect(tickLabels('relative', [0, 0.5, 1], 0.5, 'en')).toEqual(['0.0s', '0.5s', '1.0s']);
    expect(tickLabels('relative', [0, 30, 60, 90], 30, 'en')).toEqual(['0s', '30s', '1m 00s', '1m 30s']);
    expect(tickLabels('relative', [3600, 7200], 3600, 'en')).toEqual(['1h 00m', '2h 00m']);
    expect(tickLabels('relative', [90], 30, 'ko')).toEqual(['1분 30초']);
    expect(DURATION_STEPS).toEqual([...DURATION_STEPS].sort((a, b) => a - b));
  });

  it('give the time of day below a day, else the date in the reader’s language', () => {
    const noon = new Date(2026, 10, 24, 12, 5, 9).getTime();
    expect(tickLabels('time', [noon], 1000, 'en')).toEqual(['12:05:09']);
    expect(tickLabels('time', [noon + 50], 50, 'en')).toEqual(['12:05:09.050']);
    expect(tickLabels('time', [noon], 86_400_000, 'ko')).toEqual(['11월 24일']);
  });

  it('write numbers as short as they are exact', () => {
    expect([0, 0.33671, 1234.5678, 12_345.6, 2e8, 0.00001234, -0.5].map(formatNumber)).toEqual([
      '0',
      '0.33671',
      '1,234.6',
      '12,346',
      '2e8',
      '1.23e−5',
      '−0.5',
    ]);
    expect(formatX('step', 100_000, 'en')).toBe('100,000');
  });

  it('name months', () => {
    const january = 1979 * 12;
    expect(tickLabels('month', [january, january + 1], 1, 'en')).toEqual(['Jan 1979', 'Feb 1979']);
    expect(formatX('month', january + 11, 'ko')).toBe('1979년 12월');
  });

  it('group no digits of a plain quantity, which may be years', () => {
    expect(tickLabels('number', [1977.5, -2], 2.5, 'en')).toEqual(['1977.5', '−2']);
    expect(formatX('number', 1977.5, 'en')).toBe('1977.5');
  });
});
