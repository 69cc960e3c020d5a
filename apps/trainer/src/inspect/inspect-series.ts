import { loadSeries } from '@rnn-lab/data';
import { isUserError } from '@rnn-lab/errors';
import { say } from '../language';
import { describeRepairs } from '../series/describe-series';
import { frequencyName } from '../series/frequency-name';
import { planHoldOuts } from '../series/plan-hold-outs';
import { ScaledSeries } from '../series/scaled-series';
import type { LoadSeriesOptions, Series } from '@rnn-lab/data';
import type { InspectFlags } from '../flags/inspect-flags';
import type { Report } from './report';

/** Columns that are looked at if none is named. */
const MOST_COLUMNS = 20;

/** @returns false if the experiment series would refuse the file, whichever column it forecasts */
export async function inspectSeries(
  path: string,
  columns: readonly string[],
  flags: InspectFlags,
  report: Report,
): Promise<boolean> {
  const options: LoadSeriesOptions = {
    features: flags.features?.split(','),
    time: flags.time ?? undefined,
    encoding: flags.encoding ?? undefined,
    decimal: flags.decimal,
    thousands: flags.thousands,
    fill: flags.fill ?? undefined,
  };
  report.add('kind', say({ en: 'series, for rnn-lab series', ko: '시계열, rnn-lab series용' }));
  const values = flags.value === null ? columns.slice(0, MOST_COLUMNS) : [flags.value];
  let described = false;
  let accepted = false;
  let refusal: unknown;
  for (const value of values) {
    try {
      const series = await loadSeries(path, { ...options, value });
      if (!described) describeTimes(series, report);
      const { starts, notices } = planHoldOuts(series, {
        ...flags,
        holdout: true,
        holdoutLength: null,
        origins: 1,
      });
      if (!described) for (const notice of notices) report.add('', notice);
      described = true;
      // Refuses values that are all the same.
      for (const known of [series.times.length, ...starts]) new ScaledSeries(series, known, flags);
      report.add('values', describeValues(value, series.columns[0].values));
      accepted = true;
    } catch (error) {
      if (isUserError(error) && error.code === 'no-column' && value !== flags.value) {
        refusal ??= error;
        continue;
      }
      report.refuse(error);
      await describeGaps(path, { ...options, value }, report, error);
      refusal = 'reported';
    }
  }
  const more = columns.length - values.length;
  if (flags.value === null && more > 0)
    report.add(
      '',
      say({ en: `${more} more columns; --value names one`, ko: `열이 ${more}개 더 있음. --value로 지정` }),
    );
  if (!accepted && refusal !== 'reported') report.refuse(refusal);
  return accepted;
}

function describeTimes(series: Series, report: Report): void {
  const { times, frequency, format } = series;
  const column =
    format.timeColumn === null ? say({ en: 'no column', ko: '열 없음' }) : JSON.stringify(format.timeColumn);
  const [first, last] = [times[0], times[times.length - 1]];
  report.add('times', `${column}: ${say({ en: `${first} to ${last}`, ko: `${first}부터 ${last}까지` })}`);
  report.add('frequency', frequencyName(frequency.name));
  report.add('gaps', describeRepairs(series) ?? say({ en: 'none', ko: '없음' }));
}

function describeValues(name: string, values: Float64Array): string {
  const shown = (value: number) => value.toLocaleString('en-US', { maximumSignificantDigits: 6 });
  const [least, most] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const range = say({
    en: `${shown(least)} to ${shown(most)}, mean ${shown(mean)}`,
    ko: `${shown(least)}부터 ${shown(most)}까지, 평균 ${shown(mean)}`,
  });
  return `${JSON.stringify(name)}: ${range}`;
}

/** What `--fill` would repair of a series that is refused because of it. */
async function describeGaps(
  path: string,
  options: LoadSeriesOptions,
  report: Report,
  error: unknown,
): Promise<void> {
  if (!isUserError(error) || error.code !== 'irregular-series') return;
  try {
    const repaired = describeRepairs(await loadSeries(path, { ...options, fill: 'linear' }));
    if (repaired) report.add('filled', repaired);
  } catch (other) {
    report.refuse(other);
  }
}
