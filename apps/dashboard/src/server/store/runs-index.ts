import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isUserError } from '@rnn-lab/errors';
import {
  findRunDirectory,
  listRunDirectories,
  HISTOGRAMS_FILE,
  MODEL_FILE,
  PREDICTIONS_FOLDER,
  predictionsFile,
  readPreprocessing,
  RunsError,
  SPLITS,
  TRASH_FOLDER,
} from '@rnn-lab/runs';
import { outlineKeys } from '#api/runs';
import { dataHash } from '#api/seed-sets';
import { noRun } from './errors';
import { playgroundObstacle } from './playground-obstacle';
import { readFreshRun } from './fresh-run';
import { matchingRuns, pageOfRuns } from './query-runs';
import { runsFolder } from './runs-folder';
import { singleton } from './singleton';
import { freshVersion, stillHolds } from './file-version';
import type { Run, RunEntry, Split } from '@rnn-lab/runs';
import type { RunDetail } from '#api/run';
import type { OutlineKey, RunRow, RunsPage, RunsQuery, RunsTableQuery } from '#api/runs';

/** Runs read at a time, well below the usual limit of open files. */
const AT_A_TIME = 64;

interface Indexed {
  row: RunRow;
  /** Version of the files that the row was read from. */
  version: string;
  readAt: number;
}

/** The rows of all runs in a folder, in memory; a file is read again only if its mtime, size or inode has changed. */
export class RunsIndex {
  #runs = new Map<string, Indexed>();
  #rows: RunRow[] = [];
  #current: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  constructor(readonly folder: string) {}

  /** As of the last `refresh`. Unchanged rows keep their identity, and so does the list if no row has changed. */
  rows(): RunRow[] {
    return this.#rows;
  }

  /** Brings the rows up to date. Rejects with a `RunsError` if the folder can't be read. */
  refresh(): Promise<void> {
    // A scan in progress may have started too early for this caller; all callers that arrive during it share the next one.
    this.#next ??= this.#current
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        return this.#scan();
      });
    this.#current = this.#next;
    return this.#current;
  }

  async #scan(): Promise<void> {
    const directories = await listRunDirectories(this.folder);
    const runs = new Map<string, Indexed>();
    const changed: string[] = [];
    for (const directory of directories) {
      const known = this.#runs.get(basename(directory));
      if (known && stillHolds(known.row.run, known.readAt) && known.version === freshVersion(directory))
        runs.set(known.row.id, known);
      else changed.push(directory);
    }
    for (let i = 0; i < changed.length; i += AT_A_TIME) {
      for (const indexed of await Promise.all(changed.slice(i, i + AT_A_TIME).map(readIndexed))) {
        runs.set(indexed.row.id, indexed);
      }
    }
    if (changed.length === 0 && runs.size === this.#runs.size) return;
    this.#runs = runs;
    this.#rows = Array.from(runs.values(), ({ row }) => row);
  }
}

/** The index of the runs folder, one per process. */
export function runsIndex(): RunsIndex {
  return singleton('runs-index', () => new RunsIndex(runsFolder()));
}

/** The runs that match, up to date. Rejects with a `RunsError` if the runs folder can't be read. */
export async function queryRuns(query: RunsQuery): Promise<RunsPage> {
  const index = runsIndex();
  await index.refresh();
  const trash = await listRunDirectories(join(index.folder, TRASH_FOLDER));
  return pageOfRuns(index.rows(), query, { trash: trash.length });
}

/** All rows that match, up to date. Rejects like `queryRuns`. */
export async function queryRows(query: RunsTableQuery): Promise<RunRow[]> {
  const index = runsIndex();
  await index.refresh();
  return matchingRuns(index.rows(), query);
}

/** Everything about one run; null if no run has that id, or the id isn't a folder name in the runs folder. */
export async function findRun(id: string): Promise<RunDetail | null> {
  const directory = await findRunDirectory(runsFolder(), id);
  if (!directory) return null;
  const { run, annotations, problem, problemDetails } = await readFreshRun(directory);
  const files = await namesIn(join(directory, PREDICTIONS_FOLDER));
  const predictions = SPLITS.filter((split) => files.includes(basename(predictionsFile(split))));
  const hasModel = await exists(join(directory, MODEL_FILE));
  return {
    id,
    run,
    annotations,
    problem,
    problemDetails,
    predictions,
    hasModel,
    hasHistograms: await exists(join(directory, HISTOGRAMS_FILE)),
    hasPlayground: hasModel && (await hasPlayground(directory, run, predictions)),
  };
}

/** Like `findRun`, but rejects with a `NotFoundError` if there is no such run. */
export async function runDetail(id: string): Promise<RunDetail> {
  const detail = await findRun(id);
  if (!detail) throw noRun(id);
  return detail;
}

/** A run as a list row. */
export function rowOf({
  id,
  run,
  annotations,
  problem,
  problemDetails,
}: Omit<RunEntry, 'directory'>): RunRow {
  return { id, run: run && outlineOf(run), annotations, problem, problemDetails };
}

/** The fields of run.json that the list's schema has. */
function outlineOf(run: Run): NonNullable<RunRow['run']> {
  const fields = Object.fromEntries(outlineKeys.map((key) => [key, run[key]]));
  return {
    ...(fields as Pick<Run, OutlineKey>),
    model: run.model?.name ?? null,
    data: dataHash(run.dataset),
    testRows: run.dataset?.rows.test ?? null,
  };
}

async function readIndexed(directory: string): Promise<Indexed> {
  // Taken before reading, so that the next refresh notices a change made in between.
  const version = freshVersion(directory);
  return { row: rowOf(await readFreshRun(directory)), version, readAt: Date.now() };
}

async function hasPlayground(
  directory: string,
  run: Run | null,
  predictions: readonly Split[],
): Promise<boolean> {
  try {
    return playgroundObstacle(await readPreprocessing(directory), { run, predictions }) === null;
  } catch (error) {
    // The playground itself tells how a file is damaged.
    if (isUserError(error)) return !(error instanceof RunsError && error.code === 'missing-file');
    throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
