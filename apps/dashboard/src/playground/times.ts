import type { SeriesPrediction } from '@rnn-lab/runs';

/** Years are not grouped. */
const TIME = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 2 });

/** When the values of a series are, beyond its end too. */
export interface Times {
  at(index: number): number;
  label(index: number): string;
}

/** By the times in the predictions, which go on as they ended; by position where they are no numbers. */
export function timesFrom(series: readonly SeriesPrediction[]): Times {
  const known = series.map(({ time }) => time);
  const isNumeric = known.every((time) => typeof time === 'number');
  const at = (index: number) => {
    if (!isNumeric) return index;
    const last = known.length - 1;
    if (index <= last) return known[index];
    const spacing = last > 0 ? known[last] - known[last - 1] : 1;
    return (known[last] ?? 0) + spacing * (index - last);
  };
  return { at, label: (index) => (isNumeric ? TIME.format(at(index)) : String(known[index] ?? index)) };
}
