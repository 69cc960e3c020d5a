import { describeFormat } from '../file-format';
import { displayPath } from '../folders';
import { say } from '../language';
import { grouped } from '../terminal/format';
import { frequencyName } from './frequency-name';
import type { Series } from '@rnn-lab/data';

/** How a series was read, for the user to check: the file, the times, and what was repaired if anything was. */
export function describeSeries(series: Series): string[] {
  const { times, columns, frequency, format, file } = series;
  const [value, ...features] = columns.map(({ name }) => JSON.stringify(name));
  const some = features.length > 0;
  const read = say({
    en: `Read ${grouped(times.length)} rows of ${value}${some ? ` and the features ${features.join(', ')}` : ''} from ${displayPath(file.path)}: `,
    ko: `${displayPath(file.path)}의 ${value} 열${some ? `과 함께 쓸 열 ${features.join(', ')}` : ''}에서 ${grouped(times.length)}행을 읽음: `,
  });
  const [first, last] = [times[0], times[times.length - 1]];
  const span =
    format.timeColumn === null
      ? say({
          en: 'No column is named like one of times or begins with a date, so that the rows follow each other in their order',
          ko: '이름이나 날짜로 알 수 있는 시각 열이 없어 행의 순서를 따릅니다',
        })
      : say({
          en: `Times in "${format.timeColumn}", ${frequency.name}, from ${first} to ${last}`,
          ko: `시각 열 "${format.timeColumn}", ${first}부터 ${last}까지(${frequencyName(frequency.name)})`,
        });
  const repairs = describeRepairs(series);
  return [
    read + describeFormat(format),
    span,
    ...(repairs ? [say({ en: `Repaired: ${repairs}`, ko: `바로잡음: ${repairs}` })] : []),
  ];
}

/** What was changed to make the series regular; undefined if nothing was. */
export function describeRepairs({ repairs }: Series): string | undefined {
  const { sorted, merged, rows, values } = repairs;
  const parts = [
    sorted > 0 &&
      say({
        en: `sorted ${counted(sorted, 'row')} that came too late`,
        ko: `늦게 나온 행 ${grouped(sorted)}개를 제자리로 옮김`,
      }),
    merged > 0 &&
      say({
        en: `merged ${counted(merged, 'row')} that repeated a time, by the mean`,
        ko: `시각이 겹친 행 ${grouped(merged)}개를 평균으로 합침`,
      }),
    rows > 0 &&
      say({ en: `filled in ${counted(rows, 'missing row')}`, ko: `빠진 행 ${grouped(rows)}개를 채움` }),
    values > 0 &&
      say({
        en: `filled in ${counted(values, 'missing value')} of other rows`,
        ko: `다른 행의 빠진 값 ${grouped(values)}개를 채움`,
      }),
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : parts.join('; ');
}

function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}
