import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  findRunDirectory,
  listRunDirectories,
  MODEL_FILE,
  PREDICTIONS_FOLDER,
  predictionsFile,
  SPLITS,
  TRASH_FOLDER,
} from '@rnn-lab/runs';
import { outlineKeys } from '#api/runs';
import { noRun } from './errors';
import { readFreshRun } from './fresh-run';
import { matchingRuns, pageOfRuns } from './query-runs';
import { runsFolder } from './runs-folder';
import { singleton } from './singleton';
import { freshVersion, stillHolds } from './file-version';
import type { Run, RunEntry } from '@rnn-lab/runs';
import type { RunDetail } from '#api/run';
import type { OutlineKey, RunRow, RunsPage, RunsQuery, RunsTableQuery } from '#api/runs';

/** Runs read at a time, well below the usual limit of open files. */
const AT_A_TIME = 64;

interface Indexed {
  row: RunRow;
  /** Of the files that the row was read from. */
  version: string;
  readAt: number;
}

/** The rows of all runs of a folder, in memory; a file is read again only where its time, size or inode has changed. */
export class RunsIndex {
  #runs = new Map<string, Indexed>();
  #rows: RunRow[] = [];
  #current: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  constructor(readonly folder: string) {}

  /** As of the last `refresh`; a row that has not changed is the same object, and so is the list while none has. */
  rows(): RunRow[] {
    return this.#rows;
  }

  /** Brings the rows up to date. Rejects with a `RunsError` where the folder can't be read. */
  refresh(): Promise<void> {
    // A refresh under way may have looked too early for this caller, so all who come meanwhile share the next one.
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

/** The index of the runs folder, one a process. */
export function runsIndex(): RunsIndex {
  return singleton('runs-index', () => new RunsIndex(runsFolder()));
}

/** The runs that match, up to date. Rejects with a `RunsError` where the runs folder can't be read. */
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

/** All about one run; null where there is none of that id, or the id is not the name of a folder among the runs. */
export async function findRun(id: string): Promise<RunDetail | null> {
  const directory = await findRunDirectory(runsFolder(), id);
  if (!directory) return null;
  const { run, annotations, problem, problemDetails } = await readFreshRun(directory);
  const predictions = await namesIn(join(directory, PREDICTIONS_FOLDER));
  return {
    id,
    run,
    annotations,
    problem,
    problemDetails,
    predictions: SPLITS.filter((split) => predictions.includes(basename(predictionsFile(split)))),
    hasModel: await exists(join(directory, MODEL_FILE)),
  };
}

/** `findRun` that rejects with a `NotFoundError` where there is none. */
export async function runDetail(id: string): Promise<RunDetail> {
  const detail = await findRun(id);
  if (!detail) throw noRun(id);
  return detail;
}

/** What a list shows of a run. */
export function rowOf({
  id,
  run,
  annotations,
  problem,
  problemDetails,
}: Omit<RunEntry, 'directory'>): RunRow {
  return { id, run: run && outlineOf(run), annotations, problem, problemDetails };
}

/** run.json with the fields that the list's schema has. */
function outlineOf(run: Run): NonNullable<RunRow['run']> {
  const fields = Object.fromEntries(outlineKeys.map((key) => [key, run[key]]));
  return { ...(fields as Pick<Run, OutlineKey>), model: run.model?.name ?? null };
}

async function readIndexed(directory: string): Promise<Indexed> {
  // Before the files are read: a change in between is then found by the next refresh.
  const version = freshVersion(directory);
  return { row: rowOf(await readFreshRun(directory)), version, readAt: Date.now() };
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
