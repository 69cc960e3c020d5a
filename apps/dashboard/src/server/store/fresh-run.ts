import { isUserError } from '@rnn-lab/errors';
import { readRun, Summary } from '@rnn-lab/runs';
import { MetricsReader } from '#server/metrics/metrics-reader';
import { singleton } from './singleton';
import type { MetricInfos, Run, RunEntry } from '@rnn-lab/runs';

/** Unfinished runs whose summaries are cached, a few kilobytes each. */
const RUNS_KEPT = 1_000;

/**
 * A run, read from all of its files. The run.json of an unfinished run is as old as its last heartbeat (forever, if the
 * trainer was killed), so summary and heartbeat are taken from metrics.jsonl.
 */
export async function readFreshRun(directory: string): Promise<RunEntry> {
  const entry = await readRun(directory);
  const { run } = entry;
  if (!run || run.endedAt !== null) return entry;
  try {
    return { ...entry, run: await liveSummaryOf(directory, run).update(run) };
  } catch (error) {
    // Requests for the curves report what is wrong with the file.
    if (isUserError(error)) return entry;
    throw error;
  }
}

function liveSummaryOf(directory: string, run: Run): LiveSummary {
  const kept = singleton('live-summaries', () => new Map<string, LiveSummary>());
  const summary = kept.get(directory) ?? new LiveSummary(directory, run.metricInfo);
  kept.delete(directory);
  kept.set(directory, summary);
  const [oldest] = kept.keys();
  if (kept.size > RUNS_KEPT) kept.delete(oldest);
  return summary;
}

/** A run's summary so far, from metrics.jsonl. */
class LiveSummary {
  #summary: Summary;
  /** Unix milliseconds, on the training machine's clock; 0 before the first line. */
  #lastLineAt = 0;
  readonly #reader: MetricsReader;

  constructor(directory: string, infos: MetricInfos) {
    this.#summary = new Summary(infos);
    this.#reader = new MetricsReader(directory, {
      reset: () => {
        this.#summary = new Summary(infos);
        this.#lastLineAt = 0;
      },
      add: ({ lines }) => {
        for (const line of lines) this.#summary.add(line);
        this.#lastLineAt = lines.at(-1)?.time ?? this.#lastLineAt;
      },
    });
  }

  async update(run: Run): Promise<Run> {
    await this.#reader.readOn();
    if (this.#lastLineAt === 0) return run;
    const heartbeatAt = Math.max(Date.parse(run.heartbeatAt ?? run.startedAt), this.#lastLineAt);
    return { ...run, summary: this.#summary.toJSON(), heartbeatAt: new Date(heartbeatAt).toISOString() };
  }
}
