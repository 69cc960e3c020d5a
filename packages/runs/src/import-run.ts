import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { checkMetricNames } from './check-metric-names';
import { ConsoleLog } from './console-log';
import { refusal } from './errors';
import { ANNOTATIONS_FILE, LOCK_FILE, METRICS_FILE, RUN_FILE, syncFolder, syncTree } from './files';
import { makeRunsFolder } from './folder';
import { stringify } from './json';
import { metricsOf } from './lines';
import { splitMetricKey } from './metrics';
import { runFile, SCHEMA_VERSION } from './run-file';
import { runId } from './run-id';
import { Summary } from './summary';
import type { MetricLine } from './lines';
import type { MetricKey } from './metrics';
import type { Annotations, Imported, RunFile } from './run-file';

export interface ImportOptions extends Pick<
  RunFile,
  'experiment' | 'title' | 'command' | 'params' | 'caveats'
> {
  /** Folder of all runs; created if missing. */
  runsDir: string;
  imported: Omit<Imported, 'at'>;
  /** At least one, by step. */
  lines: readonly MetricLine[];
}

/** Lines per write. */
const LINES = 10_000;

/**
 * Writes a finished run that another program has trained. It began with the earliest of its lines, ended with the latest,
 * and its results are the newest value of each metric. The folder appears complete, by a rename.
 *
 * @returns the run's folder, absolute
 * @throws RunsError `metric-name` if a metric can't have its name; `unwritable-folder` if the folder can't be created or
 *   written; nothing of it is left
 */
export function importRun({ runsDir, imported, lines, ...given }: ImportOptions): string {
  const summary = new Summary({});
  let [first, last] = [Infinity, -Infinity];
  for (const line of lines) {
    checkMetricNames(Object.fromEntries(metricsOf(line).map(([name]) => [name, {}])));
    summary.add(line);
    first = Math.min(first, line.time);
    last = Math.max(last, line.time);
  }
  const [startedAt, endedAt] = [new Date(first), new Date(last)];
  const id = runId(given.experiment, startedAt);
  const run: RunFile = {
    // Every field's default: nothing else is known of it.
    ...runFile.parse({
      experiment: given.experiment,
      status: 'finished',
      startedAt: startedAt.toISOString(),
    }),
    ...given,
    schemaVersion: SCHEMA_VERSION,
    id,
    group: id,
    endedAt: endedAt.toISOString(),
    engine: 'imported',
    summary: summary.toJSON(),
    imported: { ...imported, at: new Date().toISOString() },
  };
  run.results = newestValues(run.summary);

  makeRunsFolder(runsDir);
  const directory = resolve(runsDir, id);
  const hidden = resolve(runsDir, `.${id}`);
  try {
    mkdirSync(hidden);
    for (let i = 0; i < lines.length; i += LINES) {
      const texts = lines.slice(i, i + LINES).map((line) => `${stringify(line)}\n`);
      writeFileSync(join(hidden, METRICS_FILE), texts.join(''), { flag: 'a' });
    }
    const annotations: Annotations = { tags: [], notes: '', archived: false };
    writeFileSync(join(hidden, ANNOTATIONS_FILE), stringify(annotations));
    new ConsoleLog(hidden).create();
    // A free lock: no process writes the run.
    writeFileSync(join(hidden, LOCK_FILE), '');
    writeFileSync(join(hidden, RUN_FILE), stringify(run));
    syncTree(hidden);
    renameSync(hidden, directory);
    syncFolder(dirname(directory));
    return directory;
  } catch (error) {
    rmSync(hidden, { recursive: true, force: true });
    const folder = resolve(runsDir);
    throw refusal(error, `Can't import a run to ${folder}`, 'unwritable-folder', { folder });
  }
}

function newestValues(summary: RunFile['summary']): RunFile['results'] {
  const results: RunFile['results'] = {};
  for (const [key, { last }] of Object.entries(summary)) {
    const [split, name] = splitMetricKey(key as MetricKey);
    results[split] = { ...results[split], [name]: last };
  }
  return results;
}
