import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLines, Sandbox } from './rnn-lab';
import type { MulticlassPrediction, RunFile, SentimentPrediction } from '@rnn-lab/runs';

interface TextByOutput {
  text: string;
  outputs: { topic: { probabilities: number[] }; length: { probability: number } };
}

const sandbox = new Sandbox();
afterAll(() => sandbox.remove());

describe('predict names the class and its probability', () => {
  let run: RunFile;
  beforeAll(async () => {
    run = await sandbox.trainTopics(3);
  });

  it('of three classes, as in the run’s predictions', async () => {
    const rows = readLines<MulticlassPrediction>(sandbox.runs, run.id, 'predictions/test.jsonl').slice(0, 40);
    const input = rows.map(({ text }) => `${text}\n`).join('');
    const { code, stdout, stderr } = await sandbox.run(['predict', run.id], { input });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const printed = stdout.trimEnd().split('\n');
    expect(printed).toHaveLength(rows.length);
    printed.forEach((line, i) => {
      const [name, probability, ...rest] = line.split('\t');
      const best = Math.max(...rows[i].probabilities);
      expect(name).toBe(run.classes[rows[i].probabilities.indexOf(best)]);
      expect(Math.abs(Number(probability) - best)).toBeLessThan(1e-4);
      expect(rest).toEqual([]);
    });
    expect(new Set(printed.map((line) => line.split('\t')[0])).size).toBe(3);
  });

  it('and marks a text without a known word', async () => {
    const { stdout } = await sandbox.run(['predict', run.id], { input: 'the rocket\n쀍\n' });
    const [known, unknown] = stdout.split('\n');
    expect(known).toMatch(/^space\t0\.\d{6}$/);
    expect(unknown).toMatch(/^[a-z ]+\t0\.\d{6}\tunknown$/);
  });

  it('of two classes', async () => {
    const { id, classes } = await sandbox.trainTopics(2);
    const rows = readLines<SentimentPrediction>(sandbox.runs, id, 'predictions/test.jsonl').slice(0, 20);
    const input = rows.map(({ text }) => `${text}\n`).join('');
    const { stdout } = await sandbox.run(['predict', id], { input });
    const printed = stdout.trimEnd().split('\n');
    rows.forEach(({ probability }, i) => {
      const [name, printedProbability] = printed[i].split('\t');
      expect(name).toBe(classes[probability > 0.5 ? 1 : 0]);
      expect(Math.abs(Number(printedProbability) - Math.max(probability, 1 - probability))).toBeLessThan(
        1e-4,
      );
    });
  });

  it('of two outputs, in their order', async () => {
    const { id, outputs } = await sandbox.trainTopics(3, 2);
    const rows = readLines<TextByOutput>(sandbox.runs, id, 'predictions/test.jsonl').slice(0, 20);
    const input = rows.map(({ text }) => `${text}\n`).join('');
    const { code, stdout, stderr } = await sandbox.run(['predict', id], { input });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const printed = stdout.trimEnd().split('\n');
    rows.forEach(({ outputs: { topic, length } }, i) => {
      const best = Math.max(...topic.probabilities);
      const [topicName, topicProbability, lengthName, lengthProbability, ...rest] = printed[i].split('\t');
      expect(topicName).toBe(outputs.topic.classes[topic.probabilities.indexOf(best)]);
      expect(Number(topicProbability)).toBeCloseTo(best, 3);
      expect(lengthName).toBe(length.probability > 0.5 ? 'long' : 'short');
      expect(Number(lengthProbability)).toBeCloseTo(Math.max(length.probability, 1 - length.probability), 3);
      expect(rest).toEqual([]);
    });
  });

  it('unless run.json names another number of classes than the model has', async () => {
    const file = join(sandbox.runs, run.id, 'run.json');
    const original = readFileSync(file, 'utf8');
    writeFileSync(file, JSON.stringify({ ...run, classes: run.classes.slice(1) }));
    const { code, stdout, stderr } = await sandbox.run(['predict', run.id], { input: 'rocket\n' });
    writeFileSync(file, original);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('run.json names 2 classes, but the model tells 3 apart');
  });
});
