import { setTimeout as sleep } from 'node:timers/promises';
import { isRunsError } from '#server/store/errors';
import { runsIndex } from '#server/store/runs-index';
import { singleton } from '#server/store/singleton';
import { RowChanges } from './changes';
import { FollowedRun } from './followed-run';
import type { RunsEvents } from '#api/events';
import type { RunFollower } from './followed-run';

/** Milliseconds between two looks at the runs that somebody follows: a line is on its way well within a second. */
const LOOK_EVERY = 200;
/** Looks between two at the whole folder. */
const FOLDER_EVERY = 5;

type RowsListener = (rows: RunsEvents['rows']) => void;

/** Looks at the files for all viewers at once, and only while there is one. */
export class Watcher {
  readonly #listeners = new Set<RowsListener>();
  readonly #runs = new Map<string, FollowedRun>();
  #changes = new RowChanges([]);
  #looking = false;
  /** What the log has been told. */
  readonly #logged = new Set<string>();

  /** Whether anything is looked at. */
  get isLooking(): boolean {
    return this.#looking;
  }

  /** Tells of every change in the list of runs from now on, until the function it gives is called. */
  watchRuns(listener: RowsListener): () => void {
    // From what was known before: who asks for the list hereafter misses nothing.
    if (this.#listeners.size === 0) this.#changes = new RowChanges(runsIndex().rows());
    this.#listeners.add(listener);
    this.#start();
    return () => this.#listeners.delete(listener);
  }

  /** Tells of a run and its new lines, until the function it gives is called. */
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

  /** One look that fails ends neither the others nor the next: what can't be read now may be readable then. */
  async #attempt(look: () => Promise<void>): Promise<void> {
    try {
      await look();
    } catch (error) {
      // Whoever asks for what a `RunsError` is about is told.
      if (isRunsError(error) || this.#logged.has(String(error))) return;
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

/** One a process. */
export function watcher(): Watcher {
  return singleton('watcher', () => new Watcher());
}
