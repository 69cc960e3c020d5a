import { ENGINE_NAMES, MATMUL_OPTIONS, resolveMatMul } from '@rnn-lab/engine';
import { availableParallelism } from 'node:os';
import { UsageError } from '../errors';
import { cacheFolder, dataFolder, runsFolder, WORKSPACE_ROOT } from '../folders';
import { choice, integer, path, text } from '@rnn-lab/lab';
import type { Experiment, LabSettings, Values } from '@rnn-lab/lab';

const cores = availableParallelism();

/** Flags of every experiment, apart from --tag and --json. */
export const COMMON_FLAGS = {
  seed: integer(0, 'drives generated data, initial weights and order', { min: 0, max: 2 ** 32 - 1 }),
  limit: integer(null, 'take the first N training rows and the first N test rows (default: all)'),
  engine: choice(ENGINE_NAMES, 'cpu', 'what trains', { onnx: 'cpu' }),
  matmul: choice(
    MATMUL_OPTIONS,
    'auto',
    "what multiplies matrices for cpu: ONNX Runtime, or WebAssembly where its library can't be loaded",
  ),
  workers: integer(null, 'threads (default: one a core, at most 4; one for a series and for tfjs)', {
    min: 1,
    max: cores,
  }),
  runsDir: path('where runs are written (default: RNN_LAB_RUNS, else runs/ in the workspace)'),
  dataDir: path('where the data lies (default: RNN_LAB_DATA, else the cache folder)'),
  notes: text('notes on the run'),
};

export type Flags = Values<typeof COMMON_FLAGS> & { tag: string[]; json: boolean };

/** Settings of a lab, and why it does without ONNX Runtime, if it does. */
export type Settings = LabSettings & { matMulFallback: string | undefined };

/**
 * Resolves what the flags leave to the environment and the machine.
 * @throws UsageError if flags contradict each other
 * @throws EngineUnavailableError if `--matmul ort` can't be loaded
 */
export function resolveSettings(flags: Flags, kind: Experiment['kind']): Settings {
  const { engine, limit, seed, tag, notes } = flags;
  if (kind === 'series' && limit !== null) {
    throw new UsageError(
      `--limit takes the first texts, and a series has none; leave --limit ${limit} away.`,
    );
  }
  // The models of series are so small that synchronizing threads would cost more than it saves.
  const most = engine === 'cpu' && kind === 'text' ? 4 : 1;
  const workers = flags.workers ?? Math.min(cores, most);
  if (engine !== 'cpu' && workers > 1) {
    throw new UsageError(`--engine ${engine} trains in one thread; leave --workers ${workers} away.`);
  }
  if (engine !== 'cpu' && flags.matmul !== 'auto') {
    throw new UsageError(
      `--engine ${engine} multiplies matrices itself; leave --matmul ${flags.matmul} away.`,
    );
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
    runsDir: runsFolder(flags.runsDir),
    dataDir: dataFolder(flags.dataDir),
    cacheDir: cacheFolder(),
    mirror: process.env.RNN_LAB_MIRROR || undefined,
    repository: WORKSPACE_ROOT,
  };
}
