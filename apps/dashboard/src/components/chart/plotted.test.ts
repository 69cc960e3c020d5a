import fc from 'fast-check';
import { roleColor } from './palette';
import { plotted, readingsOf } from './plotted';
import { formatNumber } from './ticks';

describe('the plotted lines', () => {
  const x = [1, 2, 3];
  const raw = { key: 'a', label: 'a', color: roleColor('train'), x, y: [1, 0, 3] };
  const noisy = { ...raw, smoothed: [1, 0.5, 2] };
  const exact = { key: 'b', label: 'b', color: roleColor('test'), x, y: [1, 2, 3] };

  it('are the average and, pale behind it, the raw curve if smoothing is on', () => {
    const { curves, data } = plotted([noisy, exact], false);
    expect(curves.map(({ series, pale }) => [series.key, pale])).toEqual([
      ['a', true],
      ['a', false],
      ['b', false],
    ]);
    expect(data).toEqual([x, noisy.y, noisy.smoothed, exact.y]);
  });

  it('are read as the average with the raw value next to it', () => {
    const drawn = plotted([noisy, exact], false);
    expect([...readingsOf(drawn, 2)]).toEqual([
      ['a', { value: 0.5, raw: 0 }],
      ['b', { value: 2 }],
    ]);
    expect(readingsOf(drawn, null).get('a')).toEqual({ value: 2, raw: 3 });
  });

  it('have no value before they begin and after they have ended; a value of another place names it', () => {
    const epochs = { ...exact, key: 'epochs', x: [2, 6], y: [0.2, 0.6] };
    const drawn = plotted([{ ...raw, x: [1, 2, 3, 4, 5, 6, 7], y: [1, 2, 3, 4, 5, 6, 7] }, epochs], false);
    const read = (x: number) => readingsOf(drawn, x).get('epochs');
    expect([1, 2, 3, 5, 6, 7].map(read)).toEqual([
      { value: null },
      { value: 0.2 },
      { value: 0.2, x: 2 },
      { value: 0.6, x: 6 },
      { value: 0.6 },
      { value: null },
    ]);
    expect(readingsOf(drawn, null).get('epochs')).toEqual({ value: 0.6 });
  });

  it('say where a value is not finite', () => {
    const diverged = { ...raw, y: [1, 0, null], notFinite: [3] };
    const read = (x: number | null) => readingsOf(plotted([diverged, exact], false), x).get('a');
    expect(read(3)).toEqual({ value: null, notFinite: true });
    expect(read(2)).toEqual({ value: 0 });
    expect(read(null)).toEqual({ value: 0 });
  });

  it('have a band: its edges are drawn, and read as the distance from the curve', () => {
    const banded = { ...exact, band: { low: [0, 1, 2], high: [1.5, 2.5, 3.5] } };
    const drawn = plotted([banded, raw], false);
    expect(drawn.curves.map(({ series, edge }) => [series.key, edge])).toEqual([
      ['b', 'low'],
      ['b', 'high'],
      ['b', undefined],
      ['a', undefined],
    ]);
    expect([...readingsOf(drawn, 2)]).toEqual([
      ['b', { value: 2, spread: 0.5 }],
      ['a', { value: 0 }],
    ]);
  });

  it('have a band without a curve, read as its edges', () => {
    const band = { low: [0, null, 2], high: [1.5, null, 3.5] };
    const drawn = plotted([{ ...exact, y: [null, null, null], band }], false);
    expect([...readingsOf(drawn, 1)]).toEqual([['b', { value: null, range: [0, 1.5] }]]);
    expect([...readingsOf(drawn, null)]).toEqual([['b', { value: null, range: [2, 3.5] }]]);
  });

  it('leave out values without a logarithm on a log scale', () => {
    expect(plotted([raw], true).data).toEqual([x, [1, null, 3]]);
  });

  it('can be read at any place, also if the curves have changed under the cursor', () => {
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
});
