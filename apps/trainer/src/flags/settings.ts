import { checkEngine, ENGINE_NAMES, MATMUL_OPTIONS, resolveMatMul } from '@rnn-lab/engine';
import { availableParallelism } from 'node:os';
import { UsageError } from '../errors';
import { cacheFolder, dataFolder, runsFolder, WORKSPACE_ROOT } from '../folders';
import { sweepOfProcess } from '../sweep/sweep-variable';
import { choice, integer, path, real, text } from '@rnn-lab/lab';
import type { EngineName } from '@rnn-lab/engine';
import type { Experiment, LabSettings, Values } from '@rnn-lab/lab';

const cores = availableParallelism();

export const CHECKPOINT_SECONDS = 60;

/** Flags of every experiment, apart from --tag, --json, --quiet and --dry-run. */
export const COMMON_FLAGS = {
  seed: integer(
    0,
    {
      en: 'seeds generated data, initial weights and order',
      ko: '생성 데이터, 초기 가중치, 순서를 정하는 시드',
    },
    { min: 0, max: 2 ** 32 - 1 },
  ),
  limit: integer(null, {
    en: 'take the first N training rows and the first N test rows (default: all)',
    ko: '학습 행과 테스트 행을 앞에서 N개만 씀(기본값: 모두)',
  }),
  engine: choice(
    ENGINE_NAMES,
    'cpu',
    { en: 'engine that trains the model', ko: '모델을 학습하는 엔진' },
    { onnx: 'cpu' },
  ),
  matmul: choice(MATMUL_OPTIONS, 'auto', {
    en: "matrix products of the engine cpu; auto: ONNX Runtime, or WebAssembly if its library can't be loaded",
    ko: '엔진 cpu의 행렬 곱. auto는 ONNX Runtime, 그 라이브러리를 불러올 수 없으면 WebAssembly',
  }),
  workers: integer(
    null,
    {
      en: 'threads (default: one per core, at most 4; 1 for series and for engines other than cpu)',
      ko: '작업 스레드 수(기본값: 코어마다 하나, 최대 4. 시계열과 cpu가 아닌 엔진은 1)',
    },
    {
      min: 1,
      max: cores,
    },
  ),
  checkpointSeconds: real(
    CHECKPOINT_SECONDS,
    { en: 'seconds from one checkpoint of the training to the next', ko: '학습 체크포인트 사이의 초' },
    {
      above: 0,
    },
  ),
  histograms: integer(null, {
    en: 'record how weights and gradients are distributed, every N steps (default: never)',
    ko: '가중치와 기울기의 분포를 N스텝마다 기록(기본값: 기록하지 않음)',
  }),
  pauseAfter: integer(null, {
    en: 'interrupt the training after epoch N, with a checkpoint from which --resume continues (default: never)',
    ko: 'N번째 에포크 뒤에 체크포인트를 남기고 학습을 중단, --resume으로 이어서 진행(기본값: 중단하지 않음)',
  }),
  runsDir: path({
    en: 'folder of the runs (default: RNN_LAB_RUNS, else runs/ in the workspace)',
    ko: '실행 폴더(기본값: RNN_LAB_RUNS, 없으면 작업 공간의 runs/)',
  }),
  dataDir: path({
    en: 'folder of the data sets (default: RNN_LAB_DATA, else what ships; for IMDB, the cache folder)',
    ko: '데이터 폴더(기본값: RNN_LAB_DATA, 없으면 저장소에 든 데이터, IMDB는 캐시 폴더)',
  }),
  notes: text({ en: 'notes on the run', ko: '실행에 남기는 메모' }),
};

export type Flags = Values<typeof COMMON_FLAGS> & {
  tag: string[];
  json: boolean;
  quiet: boolean;
  dryRun: boolean;
};

/** Settings of a lab, and why matrix products fall back to WebAssembly, if they do. */
export type Settings = LabSettings & { matMulFallback: string | undefined };

/** Number of threads that a training makes good use of. */
export function mostWorkers(engine: EngineName, kind: Experiment['kind']): number {
  // Models of series are so small that synchronizing threads costs more than it saves.
  return engine === 'cpu' && kind === 'text' ? 4 : 1;
}

/**
 * Completes the flags from the environment and the machine.
 *
 * @param engines how many models are trained at the same time
 * @throws UsageError if flags contradict each other
 * @throws EngineUnavailableError if the engine, or `--matmul ort`, can't be loaded
 * @throws UserError `no-address-space`
 */
export async function resolveSettings(
  flags: Flags,
  kind: Experiment['kind'],
  engines: number,
): Promise<Settings> {
  const { engine, limit, seed, tag, notes, dryRun } = flags;
  if (kind === 'series' && limit !== null) {
    throw new UsageError(
      `--limit takes the first N texts, but this experiment reads a series; remove --limit ${limit}.`,
    );
  }
  const workers = flags.workers ?? Math.min(cores, mostWorkers(engine, kind));
  if (engine !== 'cpu' && workers > 1) {
    throw new UsageError(`--engine ${engine} trains in one thread; remove --workers ${workers}.`);
  }
  if (engine !== 'cpu' && flags.matmul !== 'auto') {
    throw new UsageError(`--engine ${engine} multiplies matrices itself; remove --matmul ${flags.matmul}.`);
  }
  if (engine !== 'cpu' && flags.histograms !== null) {
    throw new UsageError(
      `--engine ${engine} records no histograms; remove --histograms ${flags.histograms}, or train with --engine cpu.`,
    );
  }
  await checkEngine(engine, { workers, engines });
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
    sweep: sweepOfProcess(),
    checkpointSeconds: flags.checkpointSeconds,
    histograms: flags.histograms,
    pauseAfter: flags.pauseAfter,
    runsDir: runsFolder(flags.runsDir),
    dataDir: dataFolder(flags.dataDir),
    cacheDir: cacheFolder(),
    dryRun,
    mirror: process.env.RNN_LAB_MIRROR || undefined,
    repository: WORKSPACE_ROOT,
  };
}
