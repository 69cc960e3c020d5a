import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '@rnn-lab/errors';
import * as tf from '@tensorflow/tfjs';
import { jobOf } from '../test/job';
import { Interruption, RunFailure } from './errors';
import { Lab } from './lab';
import type { RunFile } from '@rnn-lab/runs';
import type { TrainingPlan } from './training-plan';

let runsDir: string;
beforeEach(() => {
  runsDir = mkdtempSync(join(tmpdir(), 'rnn-lab-lab-'));
});
afterEach(() => rmSync(runsDir, { recursive: true }));

/** run.json of the only run. */
function onlyRun(): RunFile {
  const folders = readdirSync(runsDir).filter((name) => !name.startsWith('.'));
  expect(folders).toHaveLength(1);
  return JSON.parse(readFileSync(join(runsDir, folders[0], 'run.json'), 'utf8')) as RunFile;
}

const ROWS = 8;
const x = { data: Float32Array.from({ length: ROWS }, (_, i) => i / ROWS), shape: [ROWS, 1] };
const y = { data: x.data.map((value) => Number(value > 0.4)), shape: [ROWS, 1] };

function plan(): TrainingPlan {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
  return {
    model,
    loss: 'meanSquaredError',
    dataset: { name: 'test', rows: { train: ROWS }, files: [] },
  };
}

test('a run is there before its data, and says what it does', async () => {
  const phases: (string | undefined)[] = [];
  const look = () => {
    const { status, model, phase } = onlyRun();
    phases.push(`${status} ${phase?.name} ${model?.name ?? 'no model'}`);
  };
  const built = plan();
  const { name } = built.model;
  await Lab.run(jobOf(runsDir), async (lab) => {
    await lab.load(async () => look());
    await lab.tokenize(async () => look());
    await lab.train(built, async (run) => {
      const isTraining = setInterval(look, 1);
      await run.fit(x, y, { epochs: 300, batchSize: 4 });
      clearInterval(isTraining);
      await run.evaluate('train', x, y);
      look();
    });
  });
  expect([...new Set(phases)]).toEqual([
    'running loading no model',
    'running tokenizing no model',
    `running training ${name}`,
    `running evaluating ${name}`,
  ]);
  expect(onlyRun()).toMatchObject({ status: 'finished', phase: null });
});

test('input that is refused leaves no run', async () => {
  const refused = Lab.run(jobOf(runsDir), (lab) =>
    lab.load(() => {
      expect(onlyRun().status).toBe('running');
      throw new UserError('malformed-file', 'Line 3 is no review.');
    }),
  );
  await expect(refused).rejects.toMatchObject({ code: 'malformed-file' });
  expect(readdirSync(runsDir)).toEqual([]);
});

test.each([
  ['a fault', new TypeError('x is not a function'), null],
  [
    'memory that is refused',
    new RangeError('Array buffer allocation failed'),
    { code: 'out-of-memory', values: {} },
  ],
])('%s before training leaves a failed run with the reason', async (_, cause, details) => {
  const events: string[] = [];
  const job = jobOf(runsDir, { onEvent: ({ kind }) => events.push(kind) });
  const failed = Lab.run(job, (lab) => lab.load(() => Promise.reject(cause)));
  await expect(failed).rejects.toThrow(RunFailure);
  const run = onlyRun();
  expect(run).toMatchObject({ status: 'failed', model: null, phase: null });
  expect(run.errorDetails ?? null).toEqual(details);
  expect(events).toEqual(['run-started', 'run-closed']);
});

test('a run whose folder is deleted while it loads has failed', async () => {
  const deleted = Lab.run(jobOf(runsDir), async (lab) => {
    for (const name of readdirSync(runsDir)) rmSync(join(runsDir, name), { recursive: true });
    await lab.tokenize(() => Promise.resolve());
  });
  await expect(deleted).rejects.toThrow(RunFailure);
  await expect(deleted).rejects.toMatchObject({ cause: { code: 'run-gone' } });
  expect(readdirSync(runsDir)).toEqual([]);
});

test('an interruption before training leaves an interrupted run', async () => {
  const interruption = new AbortController();
  const interrupted = Lab.run(jobOf(runsDir, { signal: interruption.signal }), (lab) =>
    lab.load(({ signal }) => {
      interruption.abort(new Interruption('interrupted by SIGINT'));
      return Promise.reject(signal?.reason);
    }),
  );
  await expect(interrupted).rejects.toThrow(new Interruption('interrupted by SIGINT'));
  expect(onlyRun()).toMatchObject({ status: 'interrupted', model: null, phase: null });
});

test('a file "stop" in its folder ends a training as interrupted, with a checkpoint', async () => {
  let directory = '';
  const job = jobOf(runsDir, {
    onEvent: (event) => {
      if (event.kind === 'run-started') ({ directory } = event);
      if (event.kind === 'epoch-ended' && event.logs.epoch === 1) writeFileSync(join(directory, 'stop'), '');
    },
  });
  const stopped = Lab.run(job, (lab) =>
    lab.train(plan(), (run) => run.fit(x, y, { epochs: 10_000_000, batchSize: 4 })),
  );
  await expect(stopped).rejects.toThrow('stopped on request');
  expect(onlyRun().status).toBe('interrupted');
  expect(readdirSync(directory)).not.toContain('stop');
  expect(readdirSync(join(directory, 'checkpoint'))).toHaveLength(1);
});
