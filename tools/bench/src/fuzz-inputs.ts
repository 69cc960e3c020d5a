import { createRun } from '@rnn-lab/runs';
import { int64s, lists, zip } from '@rnn-lab/testing';
import * as tf from '@tensorflow/tfjs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The files in imdb.npz. */
export const IMDB = {
  'x_train.npy': lists([[1, 300], [70_000], [2, 1, 3]]),
  'y_train.npy': int64s([1, 0, 1]),
  'x_test.npy': lists([[2], []]),
  'y_test.npy': int64s([0, 1]),
};

/** Two scalars, written with TensorBoard's own protobuf classes. */
const EVENTS =
  'GAAAAAAAAACjf0siCQAAAED8VNlBGg1icmFpbi5FdmVudDoy7O2PnRoAAAAAAAAAEpvYLQkAAABA/FTZQRABKg0KCwoEbG9zcxUAAAA/jbAuORwAAAAAAAAAyMGVHQkAAABA/FTZQRACKg8KDQoBYkIICAEqBAAAAD+zKiHD';

/** A run with every kind of file, as it is after an interruption. */
export async function writeRun(runsDir: string): Promise<string> {
  const run = await createRun({
    runsDir,
    experiment: 'nsmc',
    title: { en: 'Reviews', ko: '영화평' },
    command: 'npx rnn-lab nsmc',
    params: { epochs: 2, learningRate: 0.001, stopwords: null },
    seed: 0,
    engine: 'cpu',
    workers: 1,
    classes: ['negative', 'positive'],
    metricInfo: { loss: { better: 'lower' } },
    reference: { test: { accuracy: 0.8458 } },
    git: null,
    packages: {},
    tags: ['a tag'],
  });
  run.writePreprocessing({
    kind: 'text',
    cleaning: 'english',
    numWords: 10,
    maxLength: 4,
    indexFrom: 3,
    startIndex: 1,
    oovIndex: 2,
  });
  run.log('npx rnn-lab nsmc\nepoch 1 손실 0.5\n');
  run.writeVocabulary(['good', 'movie', '한']);
  for (let step = 1; step <= 20; step++) run.step({ step, epoch: 1, t: step / 10, loss: 1 / step });
  const values = {
    count: 4,
    zeros: 0.25,
    norm: 1,
    min: -1,
    p5: -1,
    p25: 0,
    p50: 0,
    p75: 0.5,
    p95: 1,
    max: NaN,
  };
  run.histograms({
    step: 1,
    epoch: 1,
    weights: [{ name: 'lstm/kernel', values, gradients: values }],
    gates: [{ layer: 'lstm', gate: 'forget', saturated: 0.5 }],
  });
  run.epoch({ split: 'validation', step: 20, epoch: 1, t: 2, loss: 0.5 });
  const model = tf.sequential({
    layers: [
      tf.layers.embedding({ inputDim: 10, outputDim: 2, inputLength: 4 }),
      tf.layers.lstm({ units: 2 }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  await model.save(tf.io.withSaveHandler(run.saveModel));
  await run.writePredictions('test', [
    { index: 0, text: 'good', tokens: ['good'], label: 1, probability: 0.9 },
    { index: 1, text: '한 movie', tokens: [null, 'movie'], label: 0, probability: 0.25 },
  ]);
  await run.saveCheckpoint(20, { weights: Float32Array.of(1, 2, 3), loss: NaN, nested: [{ step: 20 }] });
  run.interrupt();
  return run.directory;
}

/** A finished run of a series: windows of 3 values, of which the next one is forecast. */
export async function writeSeriesRun(runsDir: string): Promise<string> {
  const run = await createRun({
    runsDir,
    experiment: 'sine',
    title: { en: 'Sine', ko: '사인' },
    command: 'npx rnn-lab sine',
    params: {},
    seed: 0,
    engine: 'cpu',
    workers: 1,
    reference: {},
    git: null,
    packages: {},
  });
  run.writePreprocessing({ kind: 'series', maxLength: 3, scaling: { mean: 2, deviation: 0.5 } });
  const model = tf.sequential({
    layers: [tf.layers.simpleRNN({ units: 2, inputShape: [3, 1] }), tf.layers.dense({ units: 1 })],
  });
  await model.save(tf.io.withSaveHandler(run.saveModel));
  run.finish({ results: {} });
  return run.directory;
}

/** A file of every kind of data set. */
export function writeData(folder: string): void {
  const files = {
    'imdb/imdb.npz': zip(IMDB),
    'imdb/imdb_word_index.json': '{"good": 2, "movie": 1, "the": 3}',
    'nsmc/ratings_train.txt': 'id\tdocument\tlabel\n1\t좋다\t1\n2\t\t0\r\n3\t"별로"\t0\n',
    'nsmc/ratings_test.txt': 'id\tdocument\tlabel\n1\t좋다\t1\n',
    'deaths/deaths.csv': '"","time","value"\n"1",1974,3035\n"2",1974.08,2552\n',
    'texts.csv': 'text;label\r\n"좋다; ""정말""";1\n별로;0\n\n',
    'texts.jsonl': '{"text":"좋다","label":true}\n{"label":"no","text":"별로"}\n',
    'series.csv': 'month,sales,visits\r\n2024-01,"1,500",3\n2024-02,-2.5e3,\n\n2024-03,7,9\n',
    'texts-cp949.csv': Buffer.from('text,label\n\xc1\xc1\xb4\xd9,1\n\xba\xb0\xb7\xce,0\n', 'latin1'),
    'unlabeled.tsv': 'id\ttext\n1\t좋다\n2\t"별로"\n',
    'unlabeled.jsonl': '{"text":"좋다"}\n{"text":"","id":2}\n',
    'unlabeled.txt': '좋다\r\n별로\n',
    'series.tsv': 'month\tsales\n2024-01\t1500\n2024-02\t2500\n2024-03\t7\n',
    'series.jsonl': '{"month":"2024-01","sales":1500}\n{"month":"2024-02","sales":2.5e3}\n',
    'stopwords.txt': '의\n가\r\n',
    'events.out.tfevents.1': Buffer.from(EVENTS, 'base64'),
    'keras.csv': 'epoch,loss,val_loss\n0,0.5,NA\n1,nan,2e-1\n',
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}
