import { join } from 'node:path';
import { METRICS_FILE, readMetrics } from '@rnn-lab/runs';
import { isRunsError } from '#server/store/errors';
import { findRun } from '#server/store/runs-index';
import { runsFolder } from '#server/store/runs-folder';
import { fileVersion, freshVersion, runVersion, stillHolds } from '#server/store/file-version';
import type { MetricsPage } from '@rnn-lab/runs';
import type { RunEvents } from '#api/events';
import type { RunDetail } from '#api/run';

/** Milliseconds between two times that the figures of a run follow its lines. */
const FIGURES_EVERY = 1_000;

/** One viewer of a run. */
export interface RunFollower {
  /** From which byte on it wants metrics.jsonl, and after how many resumes; moved on as lines are sent. */
  cursor: { fromByte: number; resumes?: number };
  send<Name extends keyof RunEvents>(event: Name, data: RunEvents[Name]): void;
}

interface Told {
  /** The run as JSON. */
  run: string;
  /** Of the metrics file when all of it had been sent. */
  metrics: string;
}

/** A run that viewers follow: one look at its files serves all of them. */
export class FollowedRun {
  readonly #followers = new Map<RunFollower, Told>();
  readonly #directory: string;
  #known: { detail: RunDetail | null; json: string; version: string; fresh: string; readAt: number } | null =
    null;

  constructor(private readonly id: string) {
    this.#directory = join(runsFolder(), id);
  }

  get isFollowed(): boolean {
    return this.#followers.size > 0;
  }

  add(follower: RunFollower): void {
    this.#followers.set(follower, { run: '', metrics: '' });
  }

  remove(follower: RunFollower): void {
    this.#followers.delete(follower);
  }

  /** Sends every follower what is new to it. */
  async look(): Promise<void> {
    const { detail, json } = await this.#read();
    const metrics = `${fileVersion(join(this.#directory, METRICS_FILE))} ${detail?.run?.resumes.length ?? 0}`;
    const pages = new Map<string, Promise<MetricsPage>>();
    for (const [follower, told] of this.#followers) {
      if (told.run !== json) {
        if (detail) follower.send('run', detail);
        else follower.send('removed', { id: this.id });
      }
      if (detail && told.metrics !== metrics) await this.#sendLines(follower, pages);
      if (this.#followers.has(follower)) this.#followers.set(follower, { run: json, metrics });
    }
  }

  async #read() {
    const version = runVersion(this.#directory);
    const fresh = freshVersion(this.#directory);
    const known = this.#known;
    if (known && known.version === version && stillHolds(known.detail?.run, known.readAt)) {
      if (known.fresh === fresh || Date.now() - known.readAt < FIGURES_EVERY) return known;
    }
    const detail = await findRun(this.id);
    this.#known = { detail, json: JSON.stringify(detail), version, fresh, readAt: Date.now() };
    return this.#known;
  }

  /** @param pages read at this look, so that followers at the same byte share them */
  async #sendLines(follower: RunFollower, pages: Map<string, Promise<MetricsPage>>): Promise<void> {
    for (;;) {
      const { fromByte, resumes } = follower.cursor;
      const key = `${fromByte} ${resumes}`;
      const reading = pages.get(key) ?? readMetrics(this.#directory, follower.cursor);
      pages.set(key, reading);
      const page = await readable(reading);
      if (!page || (page.nextByte === page.fromByte && page.fromByte >= fromByte)) return;
      follower.cursor = { fromByte: page.nextByte, resumes: page.resumes };
      follower.send('metrics', { id: this.id, ...page });
    }
  }
}

/** null where the file can't be read now: it may be at the next look, and whoever asks for it is told why. */
async function readable(reading: Promise<MetricsPage>): Promise<MetricsPage | null> {
  try {
    return await reading;
  } catch (error) {
    if (isRunsError(error)) return null;
    throw error;
  }
}
