import { join } from 'node:path';
import { isUserError } from '@rnn-lab/errors';
import { METRICS_FILE, readMetrics } from '@rnn-lab/runs';
import { findRun } from '#server/store/runs-index';
import { runsFolder } from '#server/store/runs-folder';
import { fileVersion, freshVersion, runVersion, stillHolds } from '#server/store/file-version';
import type { RunEvents } from '#api/events';
import type { RunDetail } from '#api/run';

/** Minimum milliseconds between updates of a run's summary while its lines arrive. */
const FIGURES_EVERY = 1_000;
/** Bytes of metrics.jsonl per event: what a viewer that reads nothing keeps in memory. */
const PAGE_BYTES = 2 ** 18;
/** Pages per viewer and poll, so that one with much to catch up on doesn't hold up the others. */
const MOST_PAGES = 16;

/** One viewer of a run. */
export interface RunFollower {
  /** Byte of metrics.jsonl to send from, and the number of resumes before it; advanced as lines are sent. */
  cursor: { fromByte: number; resumes?: number };
  /** Whether it reads too slowly to be sent more now. */
  readonly isBehind: boolean;
  send<Name extends keyof RunEvents>(event: Name, data: RunEvents[Name]): void;
}

interface Told {
  /** The run as JSON. */
  run: string;
  /** Version of metrics.jsonl when all of it had been sent. */
  metrics: string;
}

/** By cursor. */
type Pages = Map<string, Promise<RunEvents['metrics'] | null>>;

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
    const pages: Pages = new Map();
    for (const [follower, told] of this.#followers) {
      // It gets the newest state, and the lines from its cursor on, at a later poll.
      if (follower.isBehind) continue;
      if (told.run !== json) {
        if (detail) follower.send('run', detail);
        else follower.send('removed', { id: this.id });
        told.run = json;
      }
      if (detail && told.metrics !== metrics && (await this.#sendLines(follower, pages))) {
        told.metrics = metrics;
      }
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

  /**
   * Sends lines from the follower's cursor on.
   *
   * @param pages read during this poll, shared by followers with the same cursor
   * @returns whether it now has all of them
   */
  async #sendLines(follower: RunFollower, pages: Pages): Promise<boolean> {
    for (let sent = 0; sent < MOST_PAGES && !follower.isBehind; sent++) {
      const { fromByte, resumes } = follower.cursor;
      const key = `${fromByte} ${resumes}`;
      const reading = pages.get(key) ?? this.#readPage(follower.cursor);
      pages.set(key, reading);
      const page = await reading;
      if (!page) return false;
      if (page.nextByte === page.fromByte && page.fromByte >= fromByte) return true;
      follower.cursor = { fromByte: page.nextByte, resumes: page.resumes };
      follower.send('metrics', page);
    }
    return false;
  }

  /** null if the file can't be read now: the next poll tries again, and a direct request reports why. */
  async #readPage(cursor: RunFollower['cursor']): Promise<RunEvents['metrics'] | null> {
    try {
      return { id: this.id, ...(await readMetrics(this.#directory, cursor, PAGE_BYTES)) };
    } catch (error) {
      if (isUserError(error)) return null;
      throw error;
    }
  }
}
