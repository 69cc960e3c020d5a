import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRun } from '@rnn-lab/runs';
import type { CreateRunOptions, RunWriter } from '@rnn-lab/runs';

/** A running run with all required fields. */
export function beginRun(runsDir: string, given: Partial<CreateRunOptions> = {}): Promise<RunWriter> {
  return createRun({
    runsDir,
    experiment: 'nsmc',
    title: { en: 'Naver movie reviews', ko: '네이버 영화평' },
    command: 'npx rnn-lab nsmc',
    params: { epochs: 2, batchSize: 60 },
    seed: 0,
    engine: 'cpu',
    workers: 2,
    reference: { test: { loss: 0.35762, accuracy: 0.84577 } },
    git: null,
    packages: {},
    ...given,
  });
}

/** A finished run with metrics, predictions and a model. */
export async function makeRun(runsDir: string, given: Partial<CreateRunOptions> = {}, accuracy = 0.85) {
  const run = await beginRun(runsDir, given);
  for (let step = 1; step <= 100; step++) {
    run.step({ step, epoch: step <= 50 ? 1 : 2, t: step / 10, loss: 1 / step });
  }
  run.epoch({ split: 'validation', step: 100, epoch: 2, t: 10, loss: 0.4, accuracy });
  await run.writePredictions('test', [
    { index: 0, text: '최고의 "영화"', tokens: ['최고', null, '영화'], label: 1, probability: 0.9 },
    { index: 1, text: '=별로, 영화', tokens: ['별로'], label: 0, probability: 0.8 },
    { index: 2, text: '지루하다', tokens: ['지루'], label: 0, probability: 0.05 },
  ]);
  await run.writePredictions('train', [
    { index: 0, time: '1974-02', target: 2, output: 2.5, baselines: { 'last value': 1.5 } },
  ]);
  run.writePreprocessing({
    kind: 'text',
    cleaning: 'korean',
    analyzer: 'mecab-ko',
    tokenForm: 'surface',
    stopwords: [],
    numWords: 10,
    maxLength: 5,
    indexFrom: null,
    startIndex: null,
    oovIndex: null,
    scaling: null,
  });
  const artifacts = {
    modelTopology: { class_name: 'Sequential' },
    format: 'layers-model',
    weightSpecs: [{ name: 'dense/kernel', shape: [2], dtype: 'float32' as const }],
    weightData: Float32Array.of(1, 2).buffer,
  };
  await run.saveModel(artifacts);
  await run.saveHoldoutModel(artifacts);
  run.finish({ results: { test: { loss: 0.35, accuracy } } });
  return run;
}

/**
 * A killed run: metrics.jsonl continues after the last heartbeat in run.json. Returns its folder.
 *
 * @param startsIn seconds from now; negative: ago
 * @param heartbeatAfter seconds from its start
 */
export async function killedRun(
  runsDir: string,
  { startsIn = -300, heartbeatAfter = 60, lastLineAfter }: KilledAt,
): Promise<string> {
  const run = await beginRun(runsDir);
  run.step({ step: 1, epoch: 1, t: 1, loss: 0.5 });
  run.interrupt();
  const file = join(run.directory, 'run.json');
  const started = Date.now() + startsIn * 1000;
  const startedAt = new Date(started).toISOString();
  const heartbeatAt = new Date(started + heartbeatAfter * 1000).toISOString();
  const written = JSON.parse(readFileSync(file, 'utf8')) as object;
  const times = { status: 'running', startedAt, heartbeatAt, endedAt: null };
  writeFileSync(file, JSON.stringify({ ...written, ...times }));
  const losses = [0.5, 0.2, 0.3];
  const lines = losses.map((loss, i) =>
    lineAt(startedAt, { step: i + 1, after: (lastLineAfter * (i + 1)) / losses.length, loss }),
  );
  writeFileSync(join(run.directory, 'metrics.jsonl'), lines.join(''));
  return run.directory;
}

interface KilledAt {
  startsIn?: number;
  heartbeatAfter?: number;
  lastLineAfter: number;
}

/** A line of metrics.jsonl, `after` seconds from a run's start. */
export function lineAt(
  startedAt: string,
  { step, after, loss }: { step: number; after: number; loss: number },
): string {
  const time = Date.parse(startedAt) + after * 1000;
  return `${JSON.stringify({ kind: 'step', split: 'train', step, epoch: 1, t: after, time, loss })}\n`;
}
