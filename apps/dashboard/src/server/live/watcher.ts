import { setTimeout as sleep } from 'node:timers/promises';
import { isUserError } from '@rnn-lab/errors';
import { runsIndex } from '#server/store/runs-index';
import { singleton } from '#server/store/singleton';
import { RowChanges } from './changes';
import { FollowedRun } from './followed-run';
import type { RunsEvents } from '#api/events';
import type { RunFollower } from './followed-run';

/** Milliseconds between polls of the followed runs, so that a new line is sent well within a second. */
const LOOK_EVERY = 200;
/** The whole folder is scanned at every n-th poll. */
const FOLDER_EVERY = 5;

type RowsListener = (rows: RunsEvents['rows']) => void;

/** Polls the files once for all viewers, and only while there are any. */
export class Watcher {
  readonly #listeners = new Set<RowsListener>();
  readonly #runs = new Map<string, FollowedRun>();
  #changes = new RowChanges([]);
  #looking = false;
  /** Errors already logged. */
  readonly #logged = new Set<string>();

  /** Whether it is polling. */
  get isLooking(): boolean {
    return this.#looking;
  }

  /** Calls `listener` with every later change in the list of runs. Returns the function that unsubscribes. */
  watchRuns(listener: RowsListener): () => void {
    // Starts from the current rows, so that a list fetched after this call misses nothing.
    if (this.#listeners.size === 0) this.#changes = new RowChanges(runsIndex().rows());
    this.#listeners.add(listener);
    this.#start();
    return () => this.#listeners.delete(listener);
  }

  /** Sends `follower` the run and its new lines. Returns the function that unsubscribes. */
  followRun(id: string, follower: RunFollower): () => void {
    const run = this.#runs.get(id) ?? new FollowedRun(id);
    this.#runs.set(id, run);
    run.add(follower);
    this.#start();
    return () => {
      run.remove(follower);
      if (!run.isFollowed && this.#runs.get(id) === run) this.#runs.delete(id);
    };
  }

  #start(): void {
    if (this.#looking) return;
    this.#looking = true;
    void this.#look();
  }

  async #look(): Promise<void> {
    try {
      for (let look = 0; this.#listeners.size > 0 || this.#runs.size > 0; look++) {
        await Promise.all(Array.from(this.#runs.values(), (run) => this.#attempt(() => run.look())));
        if (look % FOLDER_EVERY === 0) await this.#attempt(() => this.#lookAtFolder());
        await sleep(LOOK_EVERY);
      }
    } finally {
      this.#looking = false;
    }
  }

  /** A poll that fails must stop neither the others nor the next one: a file may become readable again. */
  async #attempt(look: () => Promise<void>): Promise<void> {
    try {
      await look();
    } catch (error) {
      // A request for the affected run reports a `UserError`, so it isn't logged.
      if (isUserError(error) || this.#logged.has(String(error))) return;
      this.#logged.add(String(error));
      console.error(error);
    }
  }

  async #lookAtFolder(): Promise<void> {
    if (this.#listeners.size === 0) return;
    await runsIndex().refresh();
    const changes = this.#changes.next(runsIndex().rows());
    if (changes) for (const listener of this.#listeners) listener(changes);
  }
}

/** One per process. */
export function watcher(): Watcher {
  return singleton('watcher', () => new Watcher());
}
