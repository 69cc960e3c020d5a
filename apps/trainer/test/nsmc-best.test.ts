import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { logOdds } from '@rnn-lab/models';
import { memberFolder, readModel, readVocabulary } from '@rnn-lab/runs';
import { NgramModel } from '@rnn-lab/text';
import { readJson, readLines, Sandbox, writeNsmc } from './rnn-lab';
import type { RunFile, SentimentPrediction } from '@rnn-lab/runs';

const MEMBERS = ['morphemes', 'syllables', 'linear'];
const sandbox = new Sandbox();
let runs: RunFile[];
let ensemble: RunFile;
let rows: SentimentPrediction[];

beforeAll(async () => {
  writeNsmc(sandbox.data, { train: 400, test: 100 });
  const flags =
    '--num-words 200 --num-syllables 200 --embedding-dimension 8 --ngram-table-size 500 --lstm-units 8 --batch-size 20 --epochs 2 --learning-rate 0.02';
  const { code, stdout } = await sandbox.run(['nsmc-best', ...flags.split(' '), '--json']);
  expect(code).toBe(0);
  runs = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunFile);
  ensemble = runs[2];
  rows = readLines(sandbox.runs, ensemble.id, 'predictions/test.jsonl');
});
afterAll(() => sandbox.remove());

const predict = async (id: string, texts: readonly string[]) => {
  const file = join(sandbox.root, 'reviews.txt');
  writeFileSync(file, texts.map((text) => `${text}\n`).join(''));
  const { code, stdout, stderr } = await sandbox.run(['predict', id, file, '--format', 'json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = stdout.trim().split('\n');
  return lines.map(
    (line) => (JSON.parse(line) as { probabilities: Record<string, number> }).probabilities['1'],
  );
};

it('trains two networks, and combines them with a linear model in a third run of their group', () => {
  expect(runs.map(({ model }) => model?.name)).toEqual(['morphemes', 'syllables', 'ensemble']);
  expect(new Set(runs.map(({ group }) => group)).size).toBe(1);
  expect(readJson(sandbox.runs, ensemble.id, 'model/preprocessing.json')).toMatchObject({
    kind: 'text',
    members: MEMBERS,
  });
});

it('uses the test reviews for the ensemble alone, beside its members', () => {
  expect(runs.map(({ results }) => 'test' in results)).toEqual([false, false, true]);
  expect(ensemble.results.test?.accuracy).toBeGreaterThan(0.95);
  expect(Object.keys(ensemble.baselines)).toEqual([...MEMBERS, 'majority']);
  expect(ensemble.evaluations.map(({ split }) => split)).toEqual(['validation', 'test']);
  const positive = rows.filter(({ label }) => label === 1).length / rows.length;
  expect([positive, 1 - positive]).toContainEqual(
    expect.closeTo(ensemble.baselines.majority.test?.accuracy as number, 6),
  );
  for (const [i, name] of ['morphemes', 'syllables'].entries()) {
    expect(ensemble.baselines[name].validation?.accuracy).toBeCloseTo(
      runs[i].results.validation?.accuracy as number,
      6,
    );
  }
});

it('predicts the same from the saved ensemble', async () => {
  const predicted = await predict(
    ensemble.id,
    rows.map(({ text }) => text),
  );
  expect(predicted).toEqual(rows.map(({ probability }) => expect.closeTo(probability, 5)));
});

it("predicts the sum of its members' log-odds, weighted", async () => {
  const texts = rows.slice(0, 20).map(({ text }) => text);
  const networks = [await predict(runs[0].id, texts), await predict(runs[1].id, texts)];
  const directory = join(sandbox.runs, ensemble.id);
  const [artifacts, vocabulary] = [
    await readModel(directory, memberFolder('linear')),
    await readVocabulary(directory, memberFolder('linear')),
  ];
  const linear = NgramModel.fromFiles({ unit: 'character-ngrams', artifacts, vocabulary }).logOdds(texts);
  const { weightData } = await readModel(directory);
  const [a, b, c, bias] = new Float32Array(weightData as ArrayBuffer);
  const sums = texts.map(
    (_, i) => a * logOdds(networks[0][i]) + b * logOdds(networks[1][i]) + c * linear[i] + bias,
  );
  expect(rows.slice(0, 20).map(({ probability }) => probability)).toEqual(
    sums.map((sum) => expect.closeTo(1 / (1 + Math.exp(-sum)), 5)),
  );
});

it('has no equivalent in other formats, and says so', async () => {
  const { code, stderr } = await sandbox.run(['export', ensemble.id, '--format', 'onnx']);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `rnn-lab: ${ensemble.id} is an ensemble of morphemes, syllables, linear, which has no equivalent in other formats; export the runs of its networks, which are in the same group.\n`,
  });
});

it('combines networks that were trained before, if the ensemble is missing', async () => {
  rmSync(join(sandbox.runs, ensemble.id), { recursive: true });
  const { code, stdout } = await sandbox.run(['nsmc-best', '--resume', runs[1].id, '--json']);
  expect(code).toBe(0);
  const again = JSON.parse(stdout) as RunFile;
  expect(again.group).toBe(ensemble.group);
  expect(again.results).toEqual(ensemble.results);
  ensemble = again;
});

it('trains an interrupted network of the group first, whichever of its runs is resumed', async () => {
  const [finished, interrupted] = runs;
  rmSync(join(sandbox.runs, ensemble.id), { recursive: true });
  const file = join(sandbox.runs, interrupted.id, 'run.json');
  const run = JSON.parse(readFileSync(file, 'utf8')) as RunFile;
  writeFileSync(file, JSON.stringify({ ...run, status: 'interrupted' }));
  const { code, stdout } = await sandbox.run(['nsmc-best', '--resume', finished.id, '--json']);
  expect(code).toBe(0);
  const written = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunFile);
  expect(written.map(({ id }) => id)).toEqual([interrupted.id, expect.any(String)]);
  expect(written.map(({ status }) => status)).toEqual(['finished', 'finished']);
  expect(written[1].results).toEqual(ensemble.results);
});
