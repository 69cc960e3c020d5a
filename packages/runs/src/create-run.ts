import { mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { checkMetricNames } from './check-metric-names';
import { ConsoleLog } from './console-log';
import { refusal } from './errors';
import { makeRunsFolder } from './folder';
import { ANNOTATIONS_FILE, METRICS_FILE, replaceFile, RUN_FILE } from './files';
import { stringify } from './json';
import { lockRun } from './liveness';
import { SCHEMA_VERSION } from './run-file';
import { runId } from './run-id';
import { RunWriter } from './run-writer';
import type { Annotations, Environment, RunFile } from './run-file';

export interface CreateRunOptions
  extends
    Pick<
      RunFile,
      'experiment' | 'title' | 'command' | 'params' | 'seed' | 'engine' | 'workers' | 'reference' | 'git'
    >,
    Partial<
      Pick<
        RunFile,
        'outputs' | 'group' | 'model' | 'dataset' | 'caveats' | 'baselines' | 'metricInfo' | 'sweep'
      >
    >,
    Partial<Pick<Annotations, 'tags' | 'notes'>> {
  /** Folder of all runs; created if missing. */
  runsDir: string;
  /** Names of a classifier's classes, in the order of the labels. */
  classes?: readonly string[];
  /** Versions of the libraries that the result depends on. */
  packages: Record<string, string>;
  /** `ort` or `wasm`, if the engine has a choice. */
  matmul?: string;
  /** Called once if someone asks for the run's end by a file `stop` in its folder. */
  onStop?: () => void;
}

/**
 * Begins a run: creates its folder in `runsDir` with run.json (status `running`), annotations.json and an empty
 * metrics.jsonl. The folder appears complete, by a rename.
 *
 * @throws RunsError `metric-name` if a metric can't have its name; `unwritable-folder` if the folder can't be created or
 *   written; nothing of it is left
 */
export async function createRun(options: CreateRunOptions): Promise<RunWriter> {
  const { runsDir, packages, matmul, tags = [], notes = '', onStop, ...given } = options;
  checkMetricNames(given.metricInfo);
  const startedAt = new Date();
  const id = runId(given.experiment, startedAt);
  const run: RunFile = {
    schemaVersion: SCHEMA_VERSION,
    id,
    experiment: given.experiment,
    group: given.group ?? id,
    title: given.title,
    status: 'running',
    startedAt: startedAt.toISOString(),
    endedAt: null,
    heartbeatAt: startedAt.toISOString(),
    phase: { name: 'loading', startedAt: startedAt.toISOString(), expectedEndAt: null },
    command: given.command,
    params: given.params,
    seed: given.seed,
    engine: given.engine,
    workers: given.workers,
    model: given.model ?? null,
    dataset: given.dataset ?? null,
    caveats: given.caveats ?? [],
    classes: [...(given.classes ?? [])],
    outputs: given.outputs ?? {},
    git: given.git,
    environment: environment(packages, matmul),
    timings: {},
    results: {},
    evaluations: [],
    baselines: given.baselines ?? {},
    reference: given.reference,
    summary: {},
    metricInfo: given.metricInfo ?? {},
    resources: { cpuSeconds: 0, peakMemory: 0, samples: [] },
    resumes: [],
    sweep: given.sweep,
  };

  makeRunsFolder(runsDir);
  const directory = resolve(runsDir, id);
  const hidden = resolve(runsDir, `.${id}`);
  try {
    mkdirSync(hidden);
    replaceFile(join(hidden, RUN_FILE), stringify(run));
    replaceFile(
      join(hidden, ANNOTATIONS_FILE),
      stringify({ tags, notes, archived: false } satisfies Annotations),
    );
    new ConsoleLog(hidden).create();
    const metrics = openSync(join(hidden, METRICS_FILE), 'a');
    // Locked before it appears: no reader sees a run without its writer.
    const lock = await lockRun(hidden);
    renameSync(hidden, directory);
    return new RunWriter(directory, run, { metrics, lock }, onStop);
  } catch (error) {
    rmSync(hidden, { recursive: true, force: true });
    const folder = resolve(runsDir);
    throw refusal(error, `Can't begin a run in ${folder}`, 'unwritable-folder', { folder });
  }
}

function environment(packages: Record<string, string>, matmul: string | undefined): Environment {
  return {
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memory: totalmem(),
    packages,
    matmul,
  };
}
