import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPredictions, readRun } from '@rnn-lab/runs';
import * as tf from '@tensorflow/tfjs';
import { jobOf } from '../test/job';
import { trainTopics } from '../test/topics';
import { classesOf } from './classes';
import { Lab } from './lab';
import type { Prediction } from '@rnn-lab/runs';
import type { TrainingPlan } from './training-plan';

const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-classes-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function predictionsOf(id: string, output?: string): Promise<Prediction[]> {
  const rows: Prediction[] = [];
  for await (const row of readPredictions(join(folder, id), 'test', output)) rows.push(row);
  return rows;
}

/** Accuracy and macro F1, counted row by row. */
function scoresOf(pairs: [label: number, predicted: number][], classes: number) {
  const count = (matches: (pair: [number, number]) => boolean) => pairs.filter(matches).length;
  const f1 = Array.from({ length: classes }, (_, k) => {
    const right = count(([label, predicted]) => label === k && predicted === k);
    return (2 * right) / (count(([label]) => label === k) + count(([, predicted]) => predicted === k));
  });
  return {
    accuracy: count(([label, predicted]) => label === predicted) / pairs.length,
    f1Score: f1.reduce((sum, value) => sum + value) / classes,
  };
}

describe('an experiment on texts', () => {
  it.each(['sparseCategoricalCrossentropy', 'categoricalCrossentropy'])(
    'with three classes and %s learns them, and its results match its predictions',
    async (loss) => {
      const run = await trainTopics(folder, { loss });
      expect(run.classes).toEqual(['baseball', 'space', 'computer graphics']);
      expect((await readRun(join(folder, run.id))).run).toMatchObject({ classes: run.classes });
      const rows = (await predictionsOf(run.id)) as Extract<Prediction, { probabilities: unknown }>[];
      expect(rows.map(({ index }) => index)).toEqual(Array.from({ length: 150 }, (_, i) => i));
      const pairs = rows.map(({ label, probabilities }): [number, number] => [
        label,
        probabilities.indexOf(Math.max(...probabilities)),
      ]);
      const { accuracy, f1Score } = scoresOf(pairs, 3);
      const { test } = run.results as { test: Record<string, number> };
      expect(test.accuracy).toBeCloseTo(accuracy, 10);
      expect(test.f1Score).toBeCloseTo(f1Score, 10);
      expect(accuracy).toBeGreaterThan(0.6);
    },
  );

  it('with two outputs learns both, and its results match its predictions', async () => {
    const run = await trainTopics(folder, { outputs: 2 });
    expect(run).toMatchObject({
      classes: [],
      outputs: {
        topic: { classes: ['baseball', 'space', 'computer graphics'] },
        length: { classes: ['short', 'long'] },
      },
    });
    const { test } = run.results as { test: Record<string, number> };
    const topics = (await predictionsOf(run.id, 'topic')) as Extract<
      Prediction,
      { probabilities: unknown }
    >[];
    const right = topics.filter(
      ({ label, probabilities }) => probabilities.indexOf(Math.max(...probabilities)) === label,
    );
    expect(test.topic_accuracy).toBeCloseTo(right.length / topics.length, 10);
    expect(test.topic_accuracy).toBeGreaterThan(0.6);
    const lengths = (await predictionsOf(run.id, 'length')) as Extract<Prediction, { probability: number }>[];
    const rightLengths = lengths.filter(({ label, probability }) => Number(probability > 0.5) === label);
    expect(test.length_accuracy).toBeCloseTo(rightLengths.length / lengths.length, 10);
    expect(test.length_accuracy).toBeGreaterThan(0.7);
    expect(lengths.map(({ text }) => text)).toEqual(topics.map(({ text }) => text));
  });

  it('with two classes writes the probability of label 1', async () => {
    const run = await trainTopics(folder, { classes: 2 });
    const rows = (await predictionsOf(run.id)) as Extract<Prediction, { probability: number }>[];
    const right = rows.filter(({ label, probability }) => Number(probability > 0.5) === label);
    expect(run.results.test?.accuracy).toBeCloseTo(right.length / rows.length, 10);
    expect(run.classes).toEqual(['baseball', 'space']);
  });
});

describe('the classes of a plan', () => {
  const planOf = (outputs: number, loss: TrainingPlan['loss'], classes?: string[]) => {
    const model = tf.sequential({
      name: 'model',
      layers: [tf.layers.dense({ name: 'topic', units: outputs, inputShape: [1] })],
    });
    return { model, loss, classes, dataset: { name: '', rows: { train: 1 }, files: [] } };
  };
  const SPARSE = 'sparseCategoricalCrossentropy';

  it.each([
    [1, 'binaryCrossentropy', undefined],
    [1, 'binaryCrossentropy', ['ham', 'spam']],
    [2, SPARSE, ['ham', 'spam']],
    [3, SPARSE, ['a', 'b', '다']],
    [3, 'meanSquaredError', undefined],
  ] as const)('may be, with %d outputs and %s, %j', (outputs, loss, classes) => {
    expect(() => classesOf(planOf(outputs, loss, classes && [...classes]))).not.toThrow();
  });

  it.each([
    [3, SPARSE, undefined, 'tells 3 classes apart, but 0 are named'],
    [3, { name: 'categoricalCrossentropy' }, undefined, 'tells 3 classes apart, but 0 are named'],
    [3, { topic: SPARSE }, undefined, 'tells 3 classes apart, but 0 are named'],
    [3, SPARSE, ['a', 'b'], 'tells 3 classes apart, but 2 are named'],
    [1, 'binaryCrossentropy', ['a'], 'tells 2 classes apart, but 1 are named'],
    [3, SPARSE, ['a', 'b', 'a'], '"a" can\'t be the name of a class'],
    [3, SPARSE, ['a', ' ', 'b'], '" " can\'t be the name of a class'],
    [3, SPARSE, ['a', 'b\tc', 'd'], '"b\\tc" can\'t be the name of a class'],
  ] as const)('may not be, with %d outputs and %j, %j', (outputs, loss, classes, message) => {
    expect(() => classesOf(planOf(outputs, loss, classes && [...classes]))).toThrow(message);
  });

  describe('for a model with several outputs', () => {
    const plan = planOf(3, SPARSE);
    const [input, topic] = [plan.model.inputs[0], plan.model.outputs[0]];
    const value = tf.layers.dense({ name: 'value', units: 1 }).apply(topic) as tf.SymbolicTensor;
    const model = tf.model({ name: 'model', inputs: input, outputs: [topic, value] });
    const loss = { topic: SPARSE, value: 'meanSquaredError' } as const;
    const of = (classes?: TrainingPlan['classes']) => classesOf({ ...plan, model, loss, classes });

    it('are named by output', () => {
      expect(of({ topic: ['a', 'b', 'c'] })).toEqual({
        classes: [],
        outputs: { topic: { classes: ['a', 'b', 'c'] }, value: { classes: [] } },
      });
    });

    it.each<[TrainingPlan['classes'], string]>([
      [['a', 'b', 'c'], 'model has the outputs topic, value; name the classes by output in classes.'],
      [undefined, 'The output topic of model tells 3 classes apart, but 0 are named'],
      [{ topic: ['a', 'b'] }, 'The output topic of model tells 3 classes apart, but 2 are named'],
      [{ topics: ['a', 'b', 'c'] }, 'classes names "topics", but model has the outputs topic, value'],
    ])('may not be %j', (classes, message) => expect(() => of(classes)).toThrow(message));
  });

  it('are checked before anything is trained, and no run is left', async () => {
    const runsDir = join(folder, 'refused');
    const work = jest.fn();
    const trained = Lab.run(jobOf(runsDir), (lab) => lab.train(planOf(3, SPARSE), work));
    await expect(trained).rejects.toMatchObject({ code: 'classes' });
    expect(work).not.toHaveBeenCalled();
    expect(readdirSync(runsDir)).toEqual([]);
  });
});
