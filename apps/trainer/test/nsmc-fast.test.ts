import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outcomeOf, readJson, readLines, Sandbox, writeNsmc } from './rnn-lab';
import type { RunFile, SentimentPrediction } from '@rnn-lab/runs';

const SMALL =
  '--num-words 200 --embedding-dimension 8 --ngram-table-size 500 --lstm-units 8 --batch-size 20 --learning-rate 0.02';

const sandbox = new Sandbox();
let run: RunFile;
let rows: SentimentPrediction[];

beforeAll(async () => {
  writeNsmc(sandbox.data, { train: 400, test: 100 });
  const { code, stdout } = await sandbox.run(['nsmc-fast', ...SMALL.split(' '), '--epochs', '2', '--json']);
  expect(code).toBe(0);
  run = JSON.parse(stdout) as RunFile;
  rows = readLines(sandbox.runs, run.id, 'predictions/test.jsonl');
});
afterAll(() => sandbox.remove());

it('learns phrases of praise and blame from raw reviews, with one cycle of the learning rate', () => {
  expect(run.results.test?.accuracy).toBeGreaterThan(0.95);
  expect(run.params).toMatchObject({ schedule: 'oneCycle', learningRate: 0.02, clipNorm: 1 });
  expect(readJson(sandbox.runs, run.id, 'model/preprocessing.json')).toMatchObject({
    cleaning: 'korean-raw',
    stopwords: [],
  });
});

it('predicts the same from the saved model', async () => {
  const file = join(sandbox.root, 'reviews.txt');
  writeFileSync(file, rows.map(({ text }) => `${text}\n`).join(''));
  const { code, stdout, stderr } = await sandbox.run(['predict', run.id, file]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const predicted = stdout
    .trim()
    .split('\n')
    .map((line) => Number(line.split('\t')[1]));
  expect(predicted).toEqual(rows.map(({ probability }) => expect.closeTo(probability, 5)));
});

it('exports its bags of n-grams to ONNX', async () => {
  const { code, stderr } = await sandbox.run(['export', run.id, '--format', 'onnx']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const folder = join(sandbox.root, `${run.id}-onnx`);
  expect(readFileSync(join(folder, 'predict.py'), 'utf8')).toContain(
    'text = unicodedata.normalize("NFC", sys.argv[1])',
  );
  const modules = join(__dirname, '../../../node_modules');
  for (const { text, probability } of rows.slice(0, 3)) {
    const example = spawn(process.execPath, [join(folder, 'predict.cjs'), text], {
      env: { ...process.env, NODE_PATH: modules },
    });
    const { stdout } = await outcomeOf(example);
    expect(JSON.parse(stdout)).toEqual([[expect.closeTo(probability, 5)]]);
  }
});

it('trains without each of its ingredients', async () => {
  const without =
    '--cleaning korean --no-ngrams --dropout 0 --word-dropout 0.1 --schedule constant --epochs 1';
  const flags = [...SMALL.split(' '), ...without.split(' '), '--no-baselines', '--json'];
  const { code, stdout } = await sandbox.run(['nsmc-fast', ...flags]);
  expect(code).toBe(0);
  const { id, params } = JSON.parse(stdout) as RunFile;
  expect(params).toMatchObject({ cleaning: 'korean', ngrams: false, wordDropout: 0.1, schedule: 'constant' });
  expect(readJson(sandbox.runs, id, 'model/preprocessing.json')).toMatchObject({ cleaning: 'korean' });
  const { modelTopology } = readJson(sandbox.runs, id, 'model/model.json') as {
    modelTopology: { config: { layers: { name: string }[] } };
  };
  const names = modelTopology.config.layers.map(({ name }) => name);
  expect(names).toContain('dropout_words');
  expect(names).not.toContain('ngrams');
});
