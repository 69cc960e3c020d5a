import type { EndToEndReport } from './end-to-end-benchmark';
import type { InferenceReport } from './inference-benchmark';
import type { Spread } from './race';
import type { RecipesReport } from './recipes-benchmark';
import type { StepReport } from './step-benchmark';
import { machineLine } from './text';
import type { TokenizeReport } from './tokenize-benchmark';

export interface Reports {
  step: StepReport[];
  inference: InferenceReport;
  /** Includes the experiment deaths. */
  recipes: RecipesReport;
  tokenize: TokenizeReport;
  endToEnd: EndToEndReport;
}

interface Ratio {
  name: string;
  ratio: Spread | null;
}

const COLUMNS = ['PyTorch', 'Keras', 'tfjs-node', 'MeCab'];

/** The results of the benchmarks as Markdown: our time, and its ratio to each peer's (quartiles). */
export function performanceTable({ step, inference, recipes, tokenize, endToEnd }: Reports): string {
  const lstm = recipes.models.find(({ model }) => model === 'lstm');
  const rows = [
    ...step.map(({ recipe, per, batchSize, ours, peers }) =>
      row(`${recipe} training ${per}, batch ${batchSize}`, milliseconds(ours.milliseconds), peers),
    ),
    row(
      `predicting ${inference.rows.toLocaleString('en')} reviews, ${inference.recipe} model`,
      seconds(inference.ours.milliseconds.median / 1000),
      inference.peers,
    ),
    ...(lstm ? [row('lung deaths, LSTM, 1,000 epochs', seconds(lstm.ours.seconds.median), lstm.peers)] : []),
    row(
      'morphemes of a Korean review, one thread',
      `${tokenize.ours.microseconds.median.toFixed(0)} µs`,
      tokenize.peers,
    ),
    row('NSMC from raw files to evaluated model', seconds(endToEnd.ours.seconds.median), [
      { name: endToEnd.peer?.name ?? '', ratio: endToEnd.ours.ratio },
    ]),
    row('the same, tokens cached', seconds(endToEnd.cached.seconds.median), [
      { name: endToEnd.peer?.name ?? '', ratio: endToEnd.cached.ratio },
    ]),
  ];
  const reports = [...step, inference, recipes, tokenize, endToEnd];
  const missing = new Set(reports.flatMap((report) => report.missing));
  const head = ['', 'rnn-lab', ...COLUMNS.map((name) => `/ ${name}`)];
  return [
    line(head),
    line(head.map((_, i) => (i === 0 ? '---' : '---:'))),
    ...rows,
    '',
    `${machineLine(step[0].machine)}. Peers: ${peerNames({ step, tokenize }).join('; ')}. Medians (quartiles) of ratios, measured in turn.`,
    ...step.flatMap(({ notes }) => notes),
    ...missing,
  ].join('\n');
}

function row(work: string, ours: string, peers: readonly Ratio[]): string {
  const ratios = COLUMNS.map((column) => {
    // Of a peer's alternatives, the fastest one counts.
    const ratio = peers
      .filter(({ name }) => name.includes(column))
      .map(({ ratio }) => ratio)
      .reduce((best, ratio) => (best && ratio && best.median >= ratio.median ? best : ratio), null);
    return ratio ? `${ratio.median.toFixed(2)} (${ratio.q1.toFixed(2)} to ${ratio.q3.toFixed(2)})` : '';
  });
  return line([work, ours, ...ratios]);
}

function peerNames({ step, tokenize }: Pick<Reports, 'step' | 'tokenize'>): string[] {
  return [...step[0].peers, ...tokenize.peers].map(({ name }) => name);
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function milliseconds({ median }: Spread): string {
  return `${median.toFixed(1)} ms`;
}

function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}
