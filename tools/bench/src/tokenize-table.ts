import Table from 'cli-table3';
import { machineLine, withQuartiles } from './text';
import type { TokenizeReport } from './tokenize-benchmark';

/** The report as tables of medians (quartiles), next to the targets. */
export function tokenizeTable(report: TokenizeReport): string {
  const { machine, reviews, rounds, ours, peers, missing, dictionary, corpus } = report;
  const style = { head: [], border: [] };
  const race = new Table({
    head: ['', 'µs per review', 'reviews per second', 'ours / peer', 'target'],
    style,
  });
  const perSecond = ({ median }: { median: number }) => Math.round(1e6 / median).toLocaleString('en');
  race.push([ours.name, withQuartiles(ours.microseconds, 1), perSecond(ours.microseconds), '', '']);
  for (const { name, microseconds, ratio } of peers) {
    const target = name.startsWith('MeCab') ? '≤ 0.8' : '';
    race.push([
      name,
      withQuartiles(microseconds, 1),
      perSecond(microseconds),
      withQuartiles(ratio, 2),
      target,
    ]);
  }
  const alone = new Table({ head: ['', 'median (quartiles)', 'target'], style });
  alone.push(['loading the dictionary, ms', withQuartiles(dictionary, 0), '< 150']);
  alone.push([
    `${reviews.toLocaleString('en')} reviews to the vocabulary, s`,
    withQuartiles(corpus, 2),
    '< 8',
  ]);
  return [
    machineLine(machine),
    `Morphemes of ${reviews.toLocaleString('en')} cleaned Naver reviews in ${rounds} rounds in turn, MeCab with -Owakati: medians (quartiles)`,
    race.toString(),
    'Fresh processes; the reviews on two threads without a cache, timed from the start of the process',
    alone.toString(),
    ...missing,
  ].join('\n');
}
