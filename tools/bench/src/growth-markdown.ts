import type { GrowthCurve, GrowthReport } from './growth-benchmark';
import { machineLine, withQuartiles } from './text';

/** The report as Markdown: a Mermaid chart and a table per curve. */
export function growthMarkdown(report: GrowthReport): string {
  const { machine, recipe, sizes, workers, schedule, curves } = report;
  const { batchSize, length, embeddingDimension, units, vocabularySize } = sizes;
  return [
    `${machineLine(machine)}.`,
    `The ${recipe} model, ${length} × ${embeddingDimension} → LSTM ${units}, at batch ${batchSize}, vocabulary ${grouped(vocabularySize)} and ${workers} ${workers === 1 ? 'worker' : 'workers'}, except for the size that grows. Medians (quartiles) of ${schedule.rounds} rounds of ${schedule.steps - schedule.untimed} timed steps; the sizes of a curve take turns.`,
    ...curves.flatMap(section),
  ].join('\n\n');
}

function section({ of, points }: GrowthCurve): string[] {
  const sizes = points.map(({ size }) => `"${grouped(size)}"`);
  const medians = points.map(({ milliseconds }) => Number(milliseconds.median.toFixed(2)));
  const chart = [
    '```mermaid',
    'xychart-beta',
    `  x-axis "${of}" [${sizes.join(', ')}]`,
    `  y-axis "ms per step" 0 --> ${Math.ceil(1.1 * Math.max(...medians))}`,
    `  line [${medians.join(', ')}]`,
    '```',
  ];
  const rows = points.map(({ size, milliseconds }, i) => {
    const times = i === 0 ? '' : ` ${(medians[i] / medians[i - 1]).toFixed(2)}`;
    return `| ${grouped(size)} | ${withQuartiles(milliseconds, 2)} |${times} |`;
  });
  const table = [`| ${of} | ms per step | × previous |`, '| ---: | ---: | ---: |', ...rows];
  return [`### Step time against ${of}`, chart.join('\n'), table.join('\n')];
}

function grouped(size: number): string {
  return size.toLocaleString('en');
}
