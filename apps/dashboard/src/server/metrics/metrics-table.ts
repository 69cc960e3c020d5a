import { METRICS, readMetrics } from '@rnn-lab/runs';
import type { MetricLine } from '@rnn-lab/runs';

export const METRICS_TABLE_COLUMNS = ['kind', 'split', 'step', 'epoch', 't', 'time', ...METRICS] as const;

/** All lines of metrics.jsonl, page by page. Rejects like `readMetrics`. */
export async function* metricLines(directory: string): AsyncGenerator<MetricLine> {
  let page = await readMetrics(directory);
  while (page.nextByte > page.fromByte) {
    yield* page.lines;
    page = await readMetrics(directory, { fromByte: page.nextByte, resumes: page.resumes });
  }
}
