import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { within } from '@rnn-lab/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { filesBelow, options, temporaryFolder } from '../test/options';
import { createRun, openRun, readMetrics, readRun, requestStop, RunsError } from './index';
import type { RunWriter, SentimentPrediction } from './index';

const runsDir = temporaryFolder();

function content(run: RunWriter, file: string): string {
  return readFileSync(join(run.directory, file), 'utf8');
}

function json(run: RunWriter, file: string) {
  return JSON.parse(content(run, file));
}

describe('a run from its start to its end', () => {
  it('begins with run.json, annotations.json and an empty metrics.jsonl', async () => {
    const run = await createRun(options(runsDir));
    expect(run.id).toMatch(/^nsmc-\d{8}-\d{6}-[0-9a-z]{4}$/);
    expect(run.directory).toBe(join(runsDir, run.id));
    expect(filesBelow(run.directory)).toEqual([
      'annotations.json',
      'console.log',
      'lock',
      'metrics.jsonl',
      'run.json',
    ]);
    expect(json(run, 'annotations.json')).toEqual({ tags: ['first'], notes: 'a note', archived: false });
    expect(content(run, 'run.json')).toMatch(/^\{"schemaVersion":2,/);
    expect(json(run, 'run.json')).toMatchObject({
      id: run.id,
      group: run.id,
      experiment: 'nsmc',
      status: 'running',
      endedAt: null,
      params: { epochs: 2, batchSize: 60, tokenForm: 'surface' },
      environment: { node: process.version, packages: { 'onnxruntime-node': '1.2.3' }, matmul: 'wasm' },
      reference: { test: { loss: 0.3576, accuracy: 0.8458 }, secondsPerEpoch: 133 },
      resumes: [],
    });
    run.interrupt();
  });

  it('writes the direction and unit of its metrics', async () => {
    const metricInfo = { loss: { better: 'lower' }, rmse: { better: 'lower', unit: 'deaths' } } as const;
    const run = await createRun({ ...options(runsDir), metricInfo });
    expect(json(run, 'run.json').metricInfo).toEqual(metricInfo);
    run.interrupt();
    expect((await readRun(run.directory)).run?.metricInfo).toEqual(metricInfo);
  });

  it('writes what its process uses, also after a resume', async () => {
    const run = await createRun(options(runsDir));
    run.enter('training');
    run.interrupt();
    const { resources } = json(run, 'run.json');
    expect(resources.cpuSeconds).toBeGreaterThanOrEqual(0);
    expect(resources.samples).toHaveLength(2);
    const { writer } = await openRun(run.directory);
    await writer.begin();
    writer.interrupt();
    const after = json(run, 'run.json').resources;
    expect(after.samples.slice(0, 2)).toEqual(resources.samples);
    expect(after.samples).toHaveLength(4);
    expect(after.peakMemory).toBeGreaterThanOrEqual(resources.peakMemory);
  });

  it('writes any metric to metrics.jsonl, results and summary', async () => {
    const metricInfo = { 'top.5/k': { better: 'higher', unit: '%' } } as const;
    const run = await createRun({ ...options(runsDir), metricInfo });
    for (const [i, value] of [60, 80, 70].entries()) {
      run.epoch({ split: 'validation', step: i + 1, epoch: i + 1, t: i, 'top.5/k': value });
    }
    run.finish({
      results: { test: { 'top.5/k': 75 } },
      metricInfo: { ...metricInfo, mape: { better: 'lower' } },
    });
    const { lines, unreadableLines } = await readMetrics(run.directory);
    expect(lines.map((line) => line['top.5/k'])).toEqual([60, 80, 70]);
    expect(unreadableLines).toBe(0);
    expect((await readRun(run.directory)).run).toMatchObject({
      results: { test: { 'top.5/k': 75 } },
      summary: { 'validation.top.5/k': { last: 70, best: 80, bestStep: 2 } },
      metricInfo: { ...metricInfo, mape: { better: 'lower' } },
    });
  });

  it.each(['t', '__proto__', ' loss'])('refuses the metric %j before it writes anything', async (name) => {
    const before = filesBelow(runsDir);
    const metricInfo = Object.fromEntries([[name, { better: 'lower' } as const]]);
    await expect(createRun({ ...options(runsDir), metricInfo })).rejects.toMatchObject({
      code: 'metric-name',
      values: { name },
    });
    expect(filesBelow(runsDir)).toEqual(before);
  });

  it('ends with its results, and accepts nothing afterwards', async () => {
    const run = await createRun({ ...options(runsDir), group: 'the-command' });
    run.update({ dataset: { name: 'nsmc', rows: { train: 80, validation: 20 }, files: [] } });
    run.step({ step: 1, epoch: 1, t: 0.1, loss: 0.7, accuracy: 0.5 });
    run.step({ step: 2, epoch: 1, t: 0.2, loss: 0.6, accuracy: 0.6 });
    run.epoch({ split: 'train', step: 2, epoch: 1, t: 0.2, loss: 0.65, accuracy: 0.55 });
    run.epoch({ split: 'validation', step: 2, epoch: 1, t: 0.2, loss: 0.5, accuracy: 0.8 });
    run.finish({
      results: { train: { loss: 0.65 }, test: { loss: 0.4, accuracy: 0.83 } },
      timings: { train: 0.2 },
    });

    expect(json(run, 'run.json')).toEqual(JSON.parse(run.json));
    expect(json(run, 'run.json')).toMatchObject({
      status: 'finished',
      group: 'the-command',
      dataset: { rows: { train: 80, validation: 20 } },
      results: { train: { loss: 0.65 }, test: { loss: 0.4, accuracy: 0.83 } },
      timings: { train: 0.2 },
      summary: {
        'train.loss': { last: 0.65, best: 0.65, bestStep: 2, spark: [0.7, 0.6] },
        'validation.accuracy': { last: 0.8, best: 0.8, bestStep: 2, spark: [0.8] },
      },
    });
    expect(content(run, 'metrics.jsonl').split('\n')).toHaveLength(5);
    expect(JSON.parse(content(run, 'metrics.jsonl').split('\n')[0])).toEqual({
      kind: 'step',
      split: 'train',
      step: 1,
      epoch: 1,
      t: 0.1,
      time: expect.any(Number),
      loss: 0.7,
      accuracy: 0.5,
    });
    expect(() => run.step({ step: 3, epoch: 1, t: 0.3, loss: 0.5 })).toThrow(RunsError);
    expect(() => run.fail('too late')).toThrow(`Run ${run.id} has ended`);
    await expect(run.writePredictions('test', [])).rejects.toThrow(RunsError);
  });

  it('records why it failed', async () => {
    const run = await createRun(options(runsDir));
    run.fail('The loss became NaN at step 7 with learning rate 10.');
    expect(json(run, 'run.json')).toMatchObject({
      status: 'failed',
      error: 'The loss became NaN at step 7 with learning rate 10.',
      endedAt: expect.any(String),
    });
  });

  it('can be interrupted while predictions are written', async () => {
    const run = await createRun(options(runsDir));
    function* rows() {
      yield { index: 0, text: '', tokens: [], label: 0, probability: 0.5 };
      run.interrupt();
      yield { index: 1, text: '', tokens: [], label: 0, probability: 0.5 };
    }
    await expect(run.writePredictions('test', rows())).rejects.toThrow(`Run ${run.id} has ended`);
    expect(json(run, 'run.json').status).toBe('interrupted');
    expect(filesBelow(run.directory)).toEqual([
      'annotations.json',
      'console.log',
      'lock',
      'metrics.jsonl',
      'run.json',
    ]);
  });
});

describe('the files of a run', () => {
  it('hold non-finite values as strings', async () => {
    const run = await createRun(options(runsDir));
    run.step({ step: 1, epoch: 1, t: 0.1, loss: NaN, accuracy: 0.5 });
    run.step({ step: 2, epoch: 1, t: 0.2, loss: Infinity, accuracy: -Infinity });
    run.finish({ results: { train: { loss: NaN } } });
    expect(content(run, 'metrics.jsonl')).toContain('"loss":"NaN"');
    expect(content(run, 'metrics.jsonl')).toContain('"loss":"Infinity","accuracy":"-Infinity"');
    expect(json(run, 'run.json').results.train.loss).toBe('NaN');

    const { lines } = await readMetrics(run.directory);
    expect(lines.map(({ loss }) => loss)).toEqual([NaN, Infinity]);
    expect((await readRun(run.directory)).run?.results.train?.loss).toBeNaN();
  });

  it('hold predictions, streamed into a file that appears once complete', async () => {
    const run = await createRun(options(runsDir));
    const row: SentimentPrediction = {
      index: 0,
      text: '"\u2028"',
      tokens: ['영화', null],
      label: 1,
      probability: 0.75,
    };
    let seenEarly = false;
    async function* rows() {
      for (let index = 0; index < 3000; index++) yield { ...row, index };
      seenEarly = existsSync(join(run.directory, 'predictions/test.jsonl'));
    }
    await run.writePredictions('test', rows());
    const lines = content(run, 'predictions/test.jsonl').split('\n');
    expect(seenEarly).toBe(false);
    expect(lines).toHaveLength(3001);
    expect(JSON.parse(lines[2999])).toEqual({ ...row, index: 2999 });
    run.interrupt();
  });

  it('are not left incomplete after an error of the rows, which is passed on', async () => {
    const run = await createRun(options(runsDir));
    // eslint-disable-next-line require-yield
    function* rows(): Generator<SentimentPrediction> {
      throw new Error('the model is gone');
    }
    await expect(run.writePredictions('test', rows())).rejects.toThrow('the model is gone');
    expect(filesBelow(run.directory).filter((file) => file.startsWith('predictions'))).toEqual([]);
    run.fail('The model is gone.');
  });

  it('hold the vocabulary in model/', async () => {
    const run = await createRun(options(runsDir));
    run.writeVocabulary(['영화', '재미']);
    expect(json(run, 'model/vocabulary.json')).toEqual(['영화', '재미']);
    run.interrupt();
  });
});

describe('a run in progress', () => {
  it('writes lines to the file without a further call', async () => {
    const run = await createRun(options(runsDir));
    for (let step = 1; step <= 3; step++) run.step({ step, epoch: 1, t: step, loss: 1 / step });
    const written = async () => {
      while ((await readMetrics(run.directory)).lines.length < 3) await sleep(10);
    };
    await within(60, 'The third line', written());
    run.interrupt();
  });

  it('updates heartbeat and summary every five seconds', async () => {
    jest.useFakeTimers();
    try {
      const run = await createRun(options(runsDir));
      const { heartbeatAt } = json(run, 'run.json');
      run.step({ step: 1, epoch: 1, t: 0.1, loss: 0.7 });
      jest.advanceTimersByTime(4_800);
      expect(json(run, 'run.json')).toMatchObject({ heartbeatAt, summary: {} });
      jest.advanceTimersByTime(400);
      expect(Date.parse(json(run, 'run.json').heartbeatAt)).toBeGreaterThanOrEqual(
        Date.parse(heartbeatAt) + 5_000,
      );
      expect(json(run, 'run.json').summary['train.loss'].last).toBe(0.7);
      run.interrupt();
    } finally {
      jest.useRealTimers();
    }
  });
});

test('a request to stop is removed and reported once; an old one is ignored', async () => {
  const onStop = jest.fn();
  const run = await createRun({ ...options(runsDir), onStop });
  const stop = join(run.directory, 'stop');
  const isGone = async () => {
    while (statSync(stop, { throwIfNoEntry: false })) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  for (let i = 0; i < 2; i++) {
    await requestStop(run.directory);
    await isGone();
  }
  expect(onStop).toHaveBeenCalledTimes(1);
  run.interrupt();
  await expect(requestStop(run.directory)).rejects.toMatchObject({ code: 'not-running' });

  writeFileSync(stop, '');
  const { writer } = await openRun(run.directory, onStop);
  expect(() => statSync(stop)).toThrow('ENOENT');
  writer.interrupt();
  expect(onStop).toHaveBeenCalledTimes(1);
});

test('says what it does, and when that is likely to end', async () => {
  const run = await createRun(options(runsDir));
  expect(json(run, 'run.json').phase).toMatchObject({ name: 'loading', expectedEndAt: null });
  run.enter('training');
  const end = new Date(Date.now() + 60_000);
  run.expectEnd(end.getTime());
  run.update({ workers: 2 });
  expect((await readRun(run.directory)).run?.phase).toMatchObject({
    name: 'training',
    expectedEndAt: end.toISOString(),
  });
  run.enter('evaluating');
  expect(json(run, 'run.json').phase).toMatchObject({ name: 'evaluating', expectedEndAt: null });
  run.finish({ results: {} });
  expect(json(run, 'run.json').phase).toBeNull();
});

test('a run whose input is refused leaves nothing', async () => {
  const before = filesBelow(runsDir);
  const run = await createRun(options(runsDir));
  run.discard();
  expect(filesBelow(runsDir)).toEqual(before);
  expect(() => run.step({ step: 1, epoch: 1, t: 1, loss: 1 })).toThrow(
    expect.objectContaining({ code: 'run-ended' }),
  );
});
