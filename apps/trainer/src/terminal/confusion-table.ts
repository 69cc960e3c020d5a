import { say } from '../language';
import { metricLabel, splitLabel } from './labels';
import { decimal, plainTable } from './results-table';
import type { Confusion } from '@rnn-lab/lab';
import type { Split } from '@rnn-lab/runs';

/** With more classes, their columns would not fit a terminal. */
const MOST_COLUMNS = 8;

/** Per true class: how often each class was predicted, and precision, recall and F1. A dash if the denominator is 0. */
export function confusionTable({ output, classes, confusion }: Confusion, split: Split): string {
  const columns = classes.length <= MOST_COLUMNS ? classes : [];
  const name = splitLabel(split);
  const title = output === undefined ? name : `${name}, ${output}`;
  const table = plainTable([
    title,
    ...columns.map((name) => `→ ${name}`),
    metricLabel('precision'),
    metricLabel('recall'),
    say({ en: 'f1', ko: metricLabel('f1Score') }),
    say({ en: 'texts', ko: '텍스트 수' }),
  ]);
  classes.forEach((name, label) => {
    const { precision, recall, f1, texts } = scores(confusion, label);
    table.push([
      name,
      ...columns.map((_, predicted) => confusion[label][predicted]),
      decimal(precision, 4),
      decimal(recall, 4),
      decimal(f1, 4),
      texts,
    ]);
  });
  return table.toString();
}

function scores(confusion: readonly (readonly number[])[], label: number) {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, count) => total + count, 0);
  const right = confusion[label][label];
  const texts = sum(confusion[label]);
  const predicted = sum(confusion.map((row) => row[label]));
  const ratio = (denominator: number, numerator: number) =>
    denominator === 0 ? undefined : numerator / denominator;
  return {
    precision: ratio(predicted, right),
    recall: ratio(texts, right),
    f1: ratio(texts + predicted, 2 * right),
    texts,
  };
}
