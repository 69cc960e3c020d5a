import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'iconv-lite';
import { readJson, readLines, Sandbox } from './rnn-lab';
import type { MulticlassPrediction, RunFile, SentimentPrediction } from '@rnn-lab/runs';

let sandbox: Sandbox;
beforeEach(() => (sandbox = new Sandbox()));
afterEach(() => sandbox.remove());

const SMALL = '--embedding-dimension 8 --hidden-units 8 --num-words 300 --epochs 3 --workers 1'.split(' ');

function write(name: string, content: string | Buffer): string {
  const file = join(sandbox.root, name);
  writeFileSync(file, content);
  return file;
}

async function train(...args: string[]): Promise<{ stdout: string; folder: string; run: RunFile }> {
  const { code, stdout, stderr } = await sandbox.run(['text', ...SMALL, ...args]);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const [folder] = sandbox.runFolders();
  return { stdout, folder, run: readJson<RunFile>(folder, 'run.json') };
}

const SENTENCES: Record<string, string[]> = {
  sports: ['the team won the match', 'a late goal won the league', 'the striker scored a goal'],
  weather: ['rain and wind tomorrow', 'a storm brings rain', 'sunny with light wind'],
  money: ['the bank raised its rate', 'markets fell as the bank sold', 'a higher rate for loans'],
};

function jsonLines(repeats: number): string {
  return Object.entries(SENTENCES)
    .flatMap(([topic, texts]) =>
      Array.from({ length: repeats }, (_, i) => ({ topic, text: `${texts[i % texts.length]} no ${i}` })),
    )
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('');
}

test('English texts of three classes, with a test file', async () => {
  const [trainFile, testFile] = [write('train.jsonl', jsonLines(60)), write('test.jsonl', jsonLines(12))];
  const { stdout, folder, run } = await train(
    ...['--train', trainFile, '--test', testFile, '--language', 'en', '--learning-rate', '0.02'],
    ...['--model', 'bilstm', '--layers', '2', '--class-weights', 'balanced'],
  );
  expect(stdout).toContain('Read 180 texts of 3 classes from train.jsonl: JSON lines, UTF-8');
  expect(stdout).toMatch(/│ test +│ → money │ → sports │ → weather │ precision │/);
  expect(stdout).toContain('By test accuracy, the network beats every baseline.');
  expect(run).toMatchObject({
    status: 'finished',
    classes: ['money', 'sports', 'weather'],
    dataset: {
      rows: { train: 162, validation: 18, test: 36 },
      files: [{ path: trainFile }, { path: testFile }],
    },
    baselines: {
      majority: { test: { accuracy: expect.closeTo(1 / 3, 12), f1Score: expect.closeTo(1 / 6, 12) } },
      'linear model': { test: { accuracy: 1, f1Score: 1 } },
    },
  });
  const rows = readLines<MulticlassPrediction>(folder, 'predictions/test.jsonl');
  const right = rows.filter(
    ({ label, probabilities }) => probabilities.indexOf(Math.max(...probabilities)) === label,
  );
  expect(run.results.test?.accuracy).toBeCloseTo(right.length / rows.length, 10);
  expect(right.length).toBeGreaterThan(30);

  const { stdout: predicted } = await sandbox.run(['predict', run.id], { input: 'heavy rain and a storm\n' });
  expect(predicted).toMatch(/^weather\t0\.\d+\n$/);
});

test('Korean reviews in CP949 with Korean columns, split by class', async () => {
  const [good, bad] = ['정말 재미있는 영화', '지루하고 재미없다'];
  const rows = Array.from(
    { length: 100 },
    (_, i) => `"${i % 4 ? good : bad}, ${i}",${i % 4 ? '긍정' : '부정'}\n`,
  );
  const file = write('reviews.csv', encode(`리뷰,감정\n${rows.join('')}`, 'cp949'));
  const { stdout, folder, run } = await train('--train', file, '--encoding', 'cp949');
  expect(stdout).toContain('separated by commas, CP949, texts in "리뷰", labels in "감정"');
  expect(stdout).toMatch(/Of the training texts' tokens, \d+\.\d% are not in the vocabulary/);
  expect(run).toMatchObject({
    classes: ['긍정', '부정'],
    dataset: { rows: { train: 72, validation: 8, test: 20 } },
    baselines: { majority: { test: { accuracy: 0.75 } } },
  });
  const predictions = readLines<SentimentPrediction>(folder, 'predictions/test.jsonl');
  expect(predictions.filter(({ label }) => label === 1)).toHaveLength(5);
  expect(readJson(folder, 'model/preprocessing.json')).toMatchObject({ cleaning: 'korean', stopwords: [] });
});

test.each<[string, string, string[], string]>([
  ['texts.csv', 'text,label\na,x\nb,x\n', [], 'every label in the column "label" is "x"'],
  ['texts.csv', 'text,label\na,x\nb\n', [], 'texts.csv, line 3: columns: 1 instead of 2'],
  ['texts.csv', 'a,b\n1,2\n', [], 'name the text column. --text-column sets it.'],
  ['texts.csv', 'text,label\n가\n', ['--text-column', 'none'], 'texts.csv, line 2: columns: 1 instead of 2'],
  ['texts.jsonl', '{"text":"a"\n', [], 'texts.jsonl, line 1: the line is not JSON'],
  ['texts.csv', `text,label\n${'a,x\na,y\n'.repeat(9)}`, [], 'Korean keeps Hangul alone'],
])('refuses %s with %j before anything is written', async (name, content, args, message) => {
  const { code, stderr } = await sandbox.run(['text', '--train', write(name, content), ...args]);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
  expect(sandbox.runFolders()).toEqual([]);
});

test('needs a file', async () => {
  const { code, stderr } = await sandbox.run(['text']);
  expect(stderr).toContain('--train');
  expect(code).toBe(2);
});
