import { join } from 'node:path';
import { isUserError } from '@rnn-lab/errors';
import { METRICS_FILE, readMetrics } from '@rnn-lab/runs';
import { findRun } from '#server/store/runs-index';
import { runsFolder } from '#server/store/runs-folder';
import { fileVersion, freshVersion, runVersion, stillHolds } from '#server/store/file-version';
import type { MetricsPage } from '@rnn-lab/runs';
import type { RunEvents } from '#api/events';
import type { RunDetail } from '#api/run';

/** Minimum milliseconds between updates of a run's summary while its lines arrive. */
const FIGURES_EVERY = 1_000;

/** One viewer of a run. */
export interface RunFollower {
  /** Byte of metrics.jsonl to send from, and the number of resumes before it; advanced as lines are sent. */
  cursor: { fromByte: number; resumes?: number };
  send<Name extends keyof RunEvents>(event: Name, data: RunEvents[Name]): void;
}

interface Told {
  /** The run as JSON. */
  run: string;
  /** Version of metrics.jsonl when all of it had been sent. */
  metrics: string;
}

/** A run with its followers: its files are read once for all of them. */
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

  /** Sends each follower what it doesn't have yet. */
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

  /** @param pages read during this poll, shared by followers with the same cursor */
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

/** null if the file can't be read now: the next poll tries again, and a direct request reports why. */
async function readable(reading: Promise<MetricsPage>): Promise<MetricsPage | null> {
  try {
    return await reading;
  } catch (error) {
    if (isUserError(error)) return null;
    throw error;
  }
}
