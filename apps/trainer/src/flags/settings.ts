import { ENGINE_NAMES, MATMUL_OPTIONS, resolveMatMul } from '@rnn-lab/engine';
import { availableParallelism } from 'node:os';
import { UsageError } from '../errors';
import { cacheFolder, dataFolder, runsFolder, WORKSPACE_ROOT } from '../folders';
import { choice, integer, path, real, text } from '@rnn-lab/lab';
import type { Experiment, LabSettings, Values } from '@rnn-lab/lab';

const cores = availableParallelism();

export const CHECKPOINT_SECONDS = 60;

/** Flags of every experiment, apart from --tag, --json, --quiet and --dry-run. */
export const COMMON_FLAGS = {
  seed: integer(0, 'seeds generated data, initial weights and order', { min: 0, max: 2 ** 32 - 1 }),
  limit: integer(null, 'take the first N training rows and the first N test rows (default: all)'),
  engine: choice(ENGINE_NAMES, 'cpu', 'engine that trains the model', { onnx: 'cpu' }),
  matmul: choice(
    MATMUL_OPTIONS,
    'auto',
    "matrix products of the engine cpu; auto: ONNX Runtime, or WebAssembly if its library can't be loaded",
  ),
  workers: integer(
    null,
    'threads (default: one per core, at most 4; 1 for series and for engines other than cpu)',
    {
      min: 1,
      max: cores,
    },
  ),
  checkpointSeconds: real(CHECKPOINT_SECONDS, 'seconds from one checkpoint of the training to the next', {
    above: 0,
  }),
  runsDir: path('folder of the runs (default: RNN_LAB_RUNS, else runs/ in the workspace)'),
  dataDir: path(
    'folder of the data sets (default: RNN_LAB_DATA, else what ships; for IMDB, the cache folder)',
  ),
  notes: text('notes on the run'),
};

export type Flags = Values<typeof COMMON_FLAGS> & {
  tag: string[];
  json: boolean;
  quiet: boolean;
  dryRun: boolean;
};

/** Settings of a lab, and why matrix products fall back to WebAssembly, if they do. */
export type Settings = LabSettings & { matMulFallback: string | undefined };

/**
 * Completes the flags from the environment and the machine.
 *
 * @throws UsageError if flags contradict each other
 * @throws EngineUnavailableError if `--matmul ort` can't be loaded
 */
export function resolveSettings(flags: Flags, kind: Experiment['kind']): Settings {
  const { engine, limit, seed, tag, notes, dryRun } = flags;
  if (kind === 'series' && limit !== null) {
    throw new UsageError(
      `--limit takes the first N texts, but this experiment reads a series; remove --limit ${limit}.`,
    );
  }
  // Models of series are so small that synchronizing threads costs more than it saves.
  const most = engine === 'cpu' && kind === 'text' ? 4 : 1;
  const workers = flags.workers ?? Math.min(cores, most);
  if (engine !== 'cpu' && workers > 1) {
    throw new UsageError(`--engine ${engine} trains in one thread; remove --workers ${workers}.`);
  }
  if (engine !== 'cpu' && flags.matmul !== 'auto') {
    throw new UsageError(`--engine ${engine} multiplies matrices itself; remove --matmul ${flags.matmul}.`);
  }
  const matmul = engine === 'cpu' ? resolveMatMul(flags.matmul) : undefined;
  return {
    seed,
    limit,
    engine,
    workers,
    matmul: matmul?.name,
    matMulFallback: matmul?.fallbackReason,
    tags: tag,
    notes: notes ?? '',
    checkpointSeconds: flags.checkpointSeconds,
    runsDir: runsFolder(flags.runsDir),
    dataDir: dataFolder(flags.dataDir),
    cacheDir: cacheFolder(),
    dryRun,
    mirror: process.env.RNN_LAB_MIRROR || undefined,
    repository: WORKSPACE_ROOT,
  };
}
