import Table from 'cli-table3';
import { figures, machineLine } from './text';
import type { TokenizeReport } from './tokenize-benchmark';

/** The report as tables of medians, each with its quartiles in parentheses, beside what they are to reach. */
export function tokenizeTable(report: TokenizeReport): string {
  const { machine, reviews, rounds, ours, peers, missing, dictionary, corpus } = report;
  const style = { head: [], border: [] };
  const race = new Table({ head: ['', 'µs a review', 'reviews a second', 'ours / peer', 'target'], style });
  const perSecond = ({ median }: { median: number }) => Math.round(1e6 / median).toLocaleString('en');
  race.push([ours.name, figures(ours.microseconds, 1), perSecond(ours.microseconds), '', '']);
  for (const { name, microseconds, ratio } of peers) {
    const target = name.startsWith('MeCab') ? '≤ 0.8' : '';
    race.push([name, figures(microseconds, 1), perSecond(microseconds), figures(ratio, 2), target]);
  }
  const alone = new Table({ head: ['', 'median (quartiles)', 'target'], style });
  alone.push(['loading the dictionary, ms', figures(dictionary, 0), '< 150']);
  alone.push([`${reviews.toLocaleString('en')} reviews to the vocabulary, s`, figures(corpus, 2), '< 8']);
  return [
    machineLine(machine),
    `Morphemes of ${reviews.toLocaleString('en')} cleaned Naver reviews in ${rounds} rounds in turn, MeCab with -Owakati: medians (quartiles)`,
    race.toString(),
    'Fresh processes; the reviews on two threads without cache, from the start of the process',
    alone.toString(),
    ...missing,
  ].join('\n');
}
