import { readMetrics, sortedMetrics } from '@rnn-lab/runs';
import { metricsCache } from './curves';
import type { MetricLine } from '@rnn-lab/runs';

/** The columns of metrics.jsonl as a table: its fields, and its metrics so far. Rejects like `readMetrics`. */
export async function metricsTableColumns(directory: string): Promise<string[]> {
  const { columns } = await metricsCache().read(directory);
  return [
    'kind',
    'split',
    'step',
    'epoch',
    't',
    'time',
    ...sortedMetrics(columns.flatMap(({ metrics }) => metrics)),
  ];
}

/** All lines of metrics.jsonl, page by page. Rejects like `readMetrics`. */
export async function* metricLines(directory: string): AsyncGenerator<MetricLine> {
  let page = await readMetrics(directory);
  while (page.nextByte > page.fromByte) {
    yield* page.lines;
    page = await readMetrics(directory, { fromByte: page.nextByte, resumes: page.resumes });
  }
}
