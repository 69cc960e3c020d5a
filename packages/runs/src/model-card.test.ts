import { existsSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { options, temporaryFolder } from '../test/options';
import { createRun } from './create-run';
import { MODEL_CARD_FILE } from './files';
import { readModelCard } from './reader';
import type { ModelArtifacts } from './model-artifacts';
import type { RunFile } from './run-file';

const runsDir = temporaryFolder();

const MODEL: ModelArtifacts = {
  modelTopology: {},
  weightSpecs: [{ name: 'dense/kernel', shape: [1], dtype: 'float32' }],
  weightData: new ArrayBuffer(4),
};

test('a finished run has a card with data, parameters, results, baselines and limits', async () => {
  const run = await createRun({
    ...options(runsDir),
    params: { epochs: 2, stopwords: 'a|b', limit: null },
    dataset: {
      name: 'nsmc',
      rows: { train: 1200, test: 300 },
      files: [{ path: 'nsmc/ratings_train.txt', bytes: 12, sha256: 'e03b7d14' }],
    },
    model: {
      name: 'nsmc_lstm',
      parameters: 3_600_000,
      layers: [{ name: 'dense', className: 'Dense', outputShape: [null, 1], parameters: 129 }],
    },
  });
  run.writeVocabulary(['영화']);
  await run.saveModel(MODEL);
  expect(existsSync(join(run.directory, MODEL_CARD_FILE))).toBe(false);
  run.finish({
    results: { train: { loss: 0.35 }, test: { loss: 0.41234567, accuracy: 0.84 } },
    baselines: { majority: { test: { accuracy: 0.5 } }, linear: { test: { accuracy: 0.85 } } },
    timings: { train: 25.04 },
  });
  const { startedAt } = JSON.parse(run.json) as RunFile;
  expect(readFileSync(join(run.directory, MODEL_CARD_FILE), 'utf8')).toBe(`# Naver movie reviews

The model of the run \`${run.id}\`: \`nsmc_lstm\`, 3,600,000 weights. Trained ${startedAt.slice(0, 10)} by the engine cpu in 25.04 s.

\`\`\`sh
npx rnn-lab nsmc --epochs 2 --batch-size 60
\`\`\`

## Data

\`nsmc\`; rows: 1,200 train, 300 test.

| file | bytes | SHA-256 |
| --- | --- | --- |
| nsmc/ratings\\_train.txt | 12 | e03b7d14 |

## Model and parameters

| layer | type | output | weights |
| --- | --- | --- | --- |
| dense | Dense | \\[any, 1] | 129 |

| parameter | value |
| --- | --- |
| epochs | 2 |
| stopwords | a\\|b |
| limit | not set |
| seed | 0 |

## Results

| split | by | loss (lower is better) | accuracy (higher is better) |
| --- | --- | --- | --- |
| train | this model | 0.35 |  |
| test | this model | 0.4123 | 0.84 |
| test | majority |  | 0.5 |
| test | linear |  | 0.85 |

## Limits

- On the test rows, it is worse by accuracy than linear.
- These are the results of one training with seed 0; other seeds give others.
- It has only seen data like that above; on other data its results are unknown, and its probabilities are not calibrated.
- It reads only the words of its vocabulary; for a text without any of them, its answer means nothing.
`);
});

test('a model that was measured on its training data alone has a card that says so, and no model has none', async () => {
  const run = await createRun(options(runsDir));
  await run.saveModel(MODEL);
  run.finish({ results: { train: { loss: 0.3 } } });
  const card = readFileSync(join(run.directory, MODEL_CARD_FILE), 'utf8');
  expect(card).toContain('- It was never measured on data that it had not seen in training.');
  expect(card).not.toContain('vocabulary');
  const without = await createRun(options(runsDir));
  without.finish({ results: {} });
  expect(existsSync(join(without.directory, MODEL_CARD_FILE))).toBe(false);
});

test('a card says that the test rows were used more than once', async () => {
  const limits = async (looks: number) => {
    const run = await createRun(options(runsDir));
    await run.saveModel(MODEL);
    for (let i = 0; i < looks; i++) run.evaluates('test');
    run.finish({ results: { test: { loss: 0.3 } } });
    return readFileSync(join(run.directory, MODEL_CARD_FILE), 'utf8');
  };
  expect(await limits(1)).not.toContain('times');
  expect(await limits(2)).toContain('It was measured on the test rows 2 times');
});

test('a card that is a link out of the run is not read', async () => {
  const run = await createRun(options(runsDir));
  await run.saveModel(MODEL);
  expect(await readModelCard(run.directory)).toBeNull();
  run.finish({ results: {} });
  expect(await readModelCard(run.directory)).toContain(`The model of the run \`${run.id}\``);
  const card = join(run.directory, MODEL_CARD_FILE);
  renameSync(card, join(runsDir, 'outside.md'));
  symlinkSync(join(runsDir, 'outside.md'), card);
  await expect(readModelCard(run.directory)).rejects.toMatchObject({ code: 'linked-file' });
});
