import { isKnownMetric, isMetricName } from '@rnn-lab/runs';
import type { Split } from '@rnn-lab/runs';

/** What programs call the splits, in folders and tags. */
const SPLIT_WORDS: ReadonlyMap<string, Split> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['validation', 'validation'],
  ['valid', 'validation'],
  ['val', 'validation'],
  ['eval', 'validation'],
  ['test', 'test'],
]);
const WORDS = [...SPLIT_WORDS.keys()].join('|');
const AT_START = new RegExp(`^(${WORDS})[/_.-](.+)$`, 'i');
const AT_END = new RegExp(`^(.+)[/_.-](${WORDS})$`, 'i');

/** The split that a folder or a word names; undefined for any other. */
export function splitNamed(word: string): Split | undefined {
  return SPLIT_WORDS.get(word.toLowerCase());
}

/** The split in a tag such as `val_loss` or `Loss/train`, and the tag without it; `split` is null if the tag has none. */
export function splitOfTag(tag: string): { split: Split | null; name: string } {
  const [, startWord, afterStart] = AT_START.exec(tag) ?? [];
  const [, beforeEnd, endWord] = AT_END.exec(tag) ?? [];
  const split = splitNamed(startWord ?? endWord ?? '');
  const name = knownName(afterStart ?? beforeEnd ?? '');
  return split && isMetricName(name) ? { split, name } : { split: null, name: knownName(tag) };
}

/** Our name of a metric that we know, in whatever case it is written (`Loss`, `binary_accuracy`); else the name itself. */
export function knownName(name: string): string {
  if (/^acc$/i.test(name)) return 'accuracy';
  const camelCase = name
    .replace(/^./, (first) => first.toLowerCase())
    .replaceAll(/[_-](.)/g, (_, next: string) => next.toUpperCase());
  return [camelCase, name.toLowerCase()].find(isKnownMetric) ?? name;
}
