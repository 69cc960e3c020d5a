import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { options, temporaryFolder } from '../test/options';
import { createRun, readPredictions, readRun } from './index';
import type { MulticlassPrediction, Prediction, PredictionLine } from './index';

const folder = temporaryFolder();
const CLASSES = ['sports', '경제', 'arts & culture'];

const row = (label: number, ...probabilities: number[]): MulticlassPrediction => ({
  index: label,
  text: '영화',
  tokens: ['영화', null],
  label,
  probabilities,
});
const ROWS = [row(0, 0.7, 0.2, 0.1), row(2, 0.25, 0.25, 0.5)];

const binary = { index: 9, text: '', tokens: [], label: 1, probability: 0.9 };
const series = { index: 9, time: 1, target: 1, output: 2 };

/** Rows that don't belong into a file of three classes. */
const WRONG: [what: string, row: Prediction][] = [
  ['of two classes', binary],
  ['of a series', series],
  ['with too few probabilities', row(0, 0.5, 0.5)],
  ['with too many probabilities', row(0, 0.25, 0.25, 0.25, 0.25)],
  ['with a probability that is not finite', row(0, NaN, 0.5, 0.5)],
  ['with probabilities that sum to 0.9', row(0, 0.3, 0.3, 0.3)],
  ['with a negative probability', row(0, -0.5, 0.5, 1)],
  ['with a label that is no class', row(3, 0.2, 0.3, 0.5)],
  ['with a label between two classes', row(0.5, 0.2, 0.3, 0.5)],
];

async function runWith(rows: Prediction[], classes?: string[]): Promise<string> {
  const run = await createRun({ ...options(folder), classes });
  await run.writePredictions('test', rows);
  run.finish({ results: {} });
  return run.directory;
}

async function read(directory: string, output?: string): Promise<Prediction[]> {
  const rows: Prediction[] = [];
  for await (const each of readPredictions(directory, 'test', output)) rows.push(each);
  return rows;
}

function append(directory: string, prediction: PredictionLine): void {
  appendFileSync(join(directory, 'predictions/test.jsonl'), `${JSON.stringify(prediction)}\n`);
}

const DAMAGED = 'Line 3 of predictions/test.jsonl is damaged';

describe('predictions of more than two classes', () => {
  it('are read as they were written, with the names of the classes', async () => {
    const directory = await runWith(ROWS, CLASSES);
    expect(await read(directory)).toEqual(ROWS);
    expect((await readRun(directory)).run?.classes).toEqual(CLASSES);
  });

  it('may differ from a sum of 1 by the rounding of float32', async () => {
    const probabilities = Array.from(Float32Array.of(1 / 3, 1 / 3, 1 / 3));
    expect(probabilities.reduce((sum, value) => sum + value)).not.toBe(1);
    expect(await read(await runWith([row(1, ...probabilities)], CLASSES))).toHaveLength(1);
  });

  it.each(WRONG)('have no row %s: the reader names the line', async (_, wrong) => {
    const directory = await runWith(ROWS, CLASSES);
    append(directory, wrong);
    await expect(read(directory)).rejects.toThrow(DAMAGED);
  });

  it.each(WRONG)('have no row %s: the writer refuses it, and publishes no file', async (_, wrong) => {
    const run = await createRun({ ...options(folder), classes: CLASSES });
    await expect(run.writePredictions('test', [...ROWS, wrong])).rejects.toMatchObject({
      code: 'invalid-prediction',
      values: { file: 'predictions/test.jsonl', index: String(wrong.index) },
    });
    expect(await read(run.directory)).toEqual([]);
    run.interrupt();
  });

  it('have the number of classes of the first row if run.json is broken or names none', async () => {
    const directory = await runWith(ROWS, CLASSES);
    writeFileSync(join(directory, 'run.json'), '{');
    expect(await read(directory)).toEqual(ROWS);
    append(directory, row(0, 0.25, 0.25, 0.25, 0.25));
    await expect(read(directory)).rejects.toThrow(DAMAGED);
  });
});

describe('predictions of two classes', () => {
  it.each([undefined, ['ham', 'spam']])('have one probability, whatever the names: %j', async (classes) => {
    const directory = await runWith([binary, { ...binary, label: 0, probability: NaN }], classes);
    expect(await read(directory)).toMatchObject([{ label: 1 }, { label: 0, probability: NaN }]);
    append(directory, ROWS[0]);
    await expect(read(directory)).rejects.toThrow(DAMAGED);
  });

  it.each([2, -1, 0.5])('have no label %d', async (label) => {
    const directory = await runWith([binary, binary]);
    append(directory, { ...binary, label });
    await expect(read(directory)).rejects.toThrow(DAMAGED);
  });
});

describe('predictions of several outputs', () => {
  const OUTPUTS = { topic: { classes: CLASSES }, mood: { classes: [] } };
  const line = (index: number, probability = 0.25) => ({
    index,
    text: '영화',
    tokens: ['영화', null],
    outputs: {
      topic: { label: 2, probabilities: [0.25, 0.25, 0.5] },
      mood: { label: 1, probability },
    },
  });

  async function runOf(lines: PredictionLine[]): Promise<string> {
    const run = await createRun({ ...options(folder), outputs: OUTPUTS });
    await run.writePredictions('test', lines);
    run.finish({ results: {} });
    return run.directory;
  }

  it('are read output by output, as those of a model with one', async () => {
    const directory = await runOf([line(0), line(1, NaN)]);
    expect((await readRun(directory)).run).toMatchObject({ classes: [], outputs: OUTPUTS });
    const { text, tokens, outputs } = line(0);
    expect(await read(directory, 'topic')).toEqual(
      [0, 1].map((index) => ({ index, text, tokens, ...outputs.topic })),
    );
    expect(await read(directory, 'mood')).toMatchObject([{ probability: 0.25 }, { probability: NaN }]);
  });

  it('of a series are read alike', async () => {
    const level = { target: 1, output: 2, baselines: { naive: 3 } };
    const directory = await runOf([
      { index: 0, time: 1974, outputs: { level, trend: { ...level, target: 0 } } },
    ]);
    expect(await read(directory, 'level')).toEqual([{ index: 0, time: 1974, ...level }]);
  });

  it('of a series may name the column and the steps ahead', async () => {
    const directory = await runWith([]);
    const row = { index: 0, time: '2024-01', column: '매출', horizon: 2, target: 1, output: 2 };
    append(directory, row);
    expect(await read(directory)).toEqual([row]);
    append(directory, { ...row, horizon: 0.5 });
    await expect(read(directory)).rejects.toThrow('Line 2 of predictions/test.jsonl is damaged');
  });

  it.each([undefined, 'topics', 'toString'])('are not read of the output %j', async (output) => {
    const directory = await runOf([line(0)]);
    await expect(read(directory, output)).rejects.toMatchObject({
      code: 'no-output',
      message: expect.stringContaining('a model with the outputs topic, mood; name one of them'),
    });
    await expect(read(await runWith([binary]), 'mood')).rejects.toThrow('a model with one output; name none');
  });

  it.each<[what: string, line: PredictionLine]>([
    ['without one of the outputs', { ...line(1), outputs: { topic: line(1).outputs.topic } }],
    ['with one more', { ...line(1), outputs: { ...line(1).outputs, other: { label: 0, probability: 0 } } }],
    [
      'with another output',
      { ...line(1), outputs: { topic: line(1).outputs.topic, other: line(1).outputs.mood } },
    ],
    ['of a model with one', binary],
    [
      'with the wrong number of classes',
      { ...line(1), outputs: { topic: line(1).outputs.mood, mood: line(1).outputs.mood } },
    ],
    [
      'with a label that is no class',
      { ...line(1), outputs: { ...line(1).outputs, mood: { label: 2, probability: 0 } } },
    ],
  ])('have no line %s', async (_, wrong) => {
    await expect(runOf([line(0), wrong])).rejects.toMatchObject({ code: 'invalid-prediction' });
    const directory = await runOf([line(0), line(1)]);
    append(directory, wrong);
    await expect(read(directory, 'topic')).rejects.toThrow(DAMAGED);
  });
});

it('names no classes in a run that has none', async () => {
  const directory = await runWith([series]);
  expect(JSON.parse(readFileSync(join(directory, 'run.json'), 'utf8'))).toMatchObject({ classes: [] });
});
