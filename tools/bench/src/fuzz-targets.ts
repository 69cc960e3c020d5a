import { loadDeaths, loadImdb, loadLabeledTexts, loadNsmc, loadSeries } from '@rnn-lab/data';
import { utf8Lines } from '@rnn-lab/data/utf8';
import {
  createRun,
  openRun,
  readMetrics,
  readModel,
  readPredictions,
  readPreprocessing,
  readRun,
  readVocabulary,
  writeAnnotations,
} from '@rnn-lab/runs';
import { int64s, lists, zip } from '@rnn-lab/testing';
import { TextPipeline } from '@rnn-lab/text';
import { readStopwords } from '@rnn-lab/text-ko';
import * as tf from '@tensorflow/tfjs';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FuzzTarget } from './fuzz-target';

/** What a reader gets: the folder in which one file is wrong. */
type Reader = (folder: string) => Promise<unknown>;

/**
 * What reads files that others wrote, but for the token cache, whose tests do the same.
 *
 * @param folder empty; the wrong files are written to it
 */
export async function fuzzTargets(folder: string): Promise<FuzzTarget[]> {
  const run = await writeRun(join(folder, 'runs'));
  const inRun = (file: string, read: Reader) => target(file, run, file, read);
  const checkpoint = 'checkpoint/1.checkpoint';
  const data = join(folder, 'data');
  writeData(data);
  return [
    inRun('run.json', readRun),
    inRun('annotations.json', async (run) => {
      await readRun(run);
      writeAnnotations(run, { notes: 'a note' });
    }),
    inRun('metrics.jsonl', (run) => readMetrics(run)),
    inRun('predictions/test.jsonl', async (run) => {
      for await (const prediction of readPredictions(run, 'test')) void prediction;
    }),
    inRun('model/preprocessing.json', async (run) =>
      TextPipeline.fromJSON({ preprocessing: await readPreprocessing(run), vocabulary: ['good', 'movie'] }),
    ),
    inRun('model/vocabulary.json', readVocabulary),
    inRun('model/model.json', readModel),
    inRun('model/weights.bin', readModel),
    inRun(checkpoint, async (run) => {
      const { writer } = await openRun(run);
      writer.interrupt();
    }),
    target('nsmc/ratings_train.txt', data, 'nsmc/ratings_train.txt', () => loadNsmc({ dataDir: data })),
    target('imdb.npz', data, 'imdb/imdb.npz', readImdb),
    {
      name: 'the reviews in imdb.npz',
      corpus: [IMDB['x_train.npy']],
      async read(input) {
        writeFileSync(join(data, 'imdb/imdb.npz'), zip({ ...IMDB, 'x_train.npy': Buffer.from(input) }));
        await readImdb(data);
      },
    },
    target('imdb_word_index.json', data, 'imdb/imdb_word_index.json', readImdb),
    target('deaths.csv', data, 'deaths/deaths.csv', () => loadDeaths({ dataDir: data })),
    ...['texts.csv', 'texts.jsonl'].map((file) =>
      target(file, data, file, () => loadLabeledTexts(join(data, file))),
    ),
    target('series.csv', data, 'series.csv', () =>
      loadSeries(join(data, 'series.csv'), { value: 'sales', thousands: 'comma' }),
    ),
    target('series.csv, filled', data, 'series.csv', () =>
      loadSeries(join(data, 'series.csv'), { value: 'sales', thousands: 'comma', fill: 'linear' }),
    ),
    target('stopwords', data, 'stopwords.txt', () => readStopwords(join(data, 'stopwords.txt'))),
    {
      name: 'standard input',
      corpus: [Buffer.from('\uFEFF좋다\r\n별로\n\n지루하다 😀')],
      async read(input) {
        const halves = [input.subarray(0, input.length / 2), input.subarray(input.length / 2)];
        for await (const lines of utf8Lines(chunks(halves), 'stdin')) void lines;
      },
    },
  ];
}

const IMDB = {
  'x_train.npy': lists([[1, 300], [70_000], [2, 1, 3]]),
  'y_train.npy': int64s([1, 0, 1]),
  'x_test.npy': lists([[2], []]),
  'y_test.npy': int64s([0, 1]),
};

const readImdb: Reader = (dataDir) => loadImdb({ dataDir, cacheDir: dataDir, numWords: 100 });

/** A target that puts the wrong file in the place of the valid one. */
function target(name: string, folder: string, file: string, read: Reader): FuzzTarget {
  const path = join(folder, file);
  const valid = readFileSync(path);
  return {
    name,
    corpus: [valid],
    async read(input) {
      writeFileSync(path, input);
      try {
        await read(folder);
      } finally {
        writeFileSync(path, valid);
      }
    },
  };
}

async function* chunks(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

/** A run with every kind of file, as it is after an interruption. */
async function writeRun(runsDir: string): Promise<string> {
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
  run.writePreprocessing({ kind: 'text', cleaning: 'english', numWords: 10, maxLength: 4, indexFrom: 3 });
  run.writeVocabulary(['good', 'movie', '한']);
  for (let step = 1; step <= 20; step++) run.step({ step, epoch: 1, t: step / 10, loss: 1 / step });
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

function writeData(folder: string): void {
  const files = {
    'imdb/imdb.npz': zip(IMDB),
    'imdb/imdb_word_index.json': '{"good": 2, "movie": 1, "the": 3}',
    'nsmc/ratings_train.txt': 'id\tdocument\tlabel\n1\t좋다\t1\n2\t\t0\r\n3\t"별로"\t0\n',
    'nsmc/ratings_test.txt': 'id\tdocument\tlabel\n1\t좋다\t1\n',
    'deaths/deaths.csv': '"","time","value"\n"1",1974,3035\n"2",1974.08,2552\n',
    'texts.csv': 'text;label\r\n"좋다; ""정말""";1\n별로;0\n\n',
    'texts.jsonl': '{"text":"좋다","label":true}\n{"label":"no","text":"별로"}\n',
    'series.csv': 'month,sales,visits\r\n2024-01,"1,500",3\n2024-02,-2.5e3,\n\n2024-03,7,9\n',
    'stopwords.txt': '의\n가\r\n',
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}
