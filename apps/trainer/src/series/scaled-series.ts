import { featureWindows, holtWinters, lastValue, seasonalNaive, Standardization } from '@rnn-lab/forecasting';
import { displayPath } from '../folders';
import { checkVaries } from './check-varies';
import { endOf } from './end-of';
import type { Series } from '@rnn-lab/data';
import type { PreprocessingInput } from '@rnn-lab/runs';

/** A series, each column standardized by what is known at one time. */
export class ScaledSeries {
  readonly #scalings: Standardization[];

  /**
   * @param known the rows [0, known) determine the scales
   * @throws UserError `constant-series` if they are all the same in a column
   */
  constructor(
    private readonly series: Series,
    private readonly known: number,
    private readonly sizes: { window: number; horizon: number },
  ) {
    const { columns, lines, file } = series;
    this.#scalings = columns.map(({ name, values }) => {
      const part = values.subarray(0, known);
      const place = `${displayPath(file.path)}, lines ${Math.min(...ends(lines, known))} to ${Math.max(...ends(lines, known))}`;
      checkVaries(part, `${place}: the values of ${JSON.stringify(name)}`);
      return Standardization.fit(part);
    });
  }

  get preprocessing(): PreprocessingInput {
    const columns = this.series.columns.map(({ name }) => name);
    const suffix = (i: number) => (i === 0 ? '' : `.${columns[i]}`);
    const scaling = this.#scalings.flatMap(({ mean, deviation }, i) => [
      [`mean${suffix(i)}`, mean],
      [`deviation${suffix(i)}`, deviation],
    ]);
    return {
      kind: 'series',
      maxLength: this.sizes.window,
      scaling: Object.fromEntries(scaling),
      columns,
      frequency: this.series.frequency.name,
      end: endOf(this.series, this.known, this.sizes),
    };
  }

  /** The windows in the rows [first, end), and what follows each. */
  windows(first: number, end: number) {
    const { window, horizon } = this.sizes;
    const { columns, times } = this.series;
    const features = columns.map(({ values }, i) => this.#scalings[i].apply(values.subarray(first, end)));
    const { x, y } = featureWindows(features, window, horizon);
    return {
      x,
      y,
      times: Array.from(y.data, (_, i) => times[first + window + Math.floor(i / horizon) + (i % horizon)]),
      scaling: this.#scalings[0],
      column: columns[0].name,
      ...(horizon > 1 && { horizon }),
    };
  }

  /** The windows in the rows [0, end): the last ones validate. */
  split(end: number, validationSplit: number) {
    const { window, horizon } = this.sizes;
    const count = end - window - horizon + 1;
    const held = Math.min(count - 1, Math.max(1, Math.round(count * validationSplit)));
    return { train: this.windows(0, end - held), validation: this.windows(count - held, end) };
  }

  /** The windows that forecast the rows [start, end). */
  heldOut(start: number, end: number) {
    return this.windows(start - this.sizes.window, end);
  }

  /** What the baselines forecast of the same rows. */
  baselines(start: number, end: number, season: number | null): Record<string, Float64Array> {
    const { horizon } = this.sizes;
    const values = this.series.columns[0].values.subarray(0, end);
    return {
      'last value': lastValue(values, start, horizon),
      ...(season !== null && {
        'seasonal naive': seasonalNaive(values, start, season, horizon),
        'Holt-Winters': holtWinters(values, start, season, horizon),
      }),
    };
  }
}

/** The lines of the first and the last of the rows: they may have been sorted. */
function ends(lines: readonly number[], count: number): [number, number] {
  return [lines[0], lines[count - 1]];
}
