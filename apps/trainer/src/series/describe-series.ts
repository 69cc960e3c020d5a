import { describeFormat } from '../file-format';
import { displayPath } from '../folders';
import { grouped } from '../terminal/format';
import type { Series } from '@rnn-lab/data';

/** How a series was read, for the user to check: the file, the times, and what was repaired if anything was. */
export function describeSeries(series: Series): string[] {
  const { times, columns, frequency, format, file } = series;
  const [value, ...features] = columns.map(({ name }) => JSON.stringify(name));
  const further = features.length === 0 ? '' : ` and the features ${features.join(', ')}`;
  const read =
    `Read ${grouped(times.length)} rows of ${value}${further} from ${displayPath(file.path)}: ` +
    describeFormat(format);
  const span =
    format.timeColumn === null
      ? 'No column is named like one of times, so that the rows follow each other in their order'
      : `Times in "${format.timeColumn}", ${frequency.name}, from ${times[0]} to ${times[times.length - 1]}`;
  const repairs = describeRepairs(series);
  return [read, span, ...(repairs ? [`Repaired: ${repairs}`] : [])];
}

/** What was changed to make the series regular; undefined if nothing was. */
export function describeRepairs({ repairs }: Series): string | undefined {
  const { sorted, merged, rows, values } = repairs;
  const parts = [
    sorted > 0 && `sorted ${counted(sorted, 'row')} that came too late`,
    merged > 0 && `merged ${counted(merged, 'row')} that repeated a time, by the mean`,
    rows > 0 && `filled in ${counted(rows, 'missing row')}`,
    values > 0 && `filled in ${counted(values, 'missing value')} of other rows`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : parts.join('; ');
}

function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}
