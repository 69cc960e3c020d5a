import { loadDeaths, loadImdb, loadLabeledTexts, loadNsmc, loadSeries, loadTexts } from '@rnn-lab/data';
import { utf8Lines } from '@rnn-lab/data/utf8';
import { loadSavedModel } from '@rnn-lab/export';
import {
  openRun,
  readConsole,
  readHistograms,
  readMetrics,
  readPredictions,
  readPreprocessing,
  readRun,
  readVocabulary,
  writeAnnotations,
} from '@rnn-lab/runs';
import { zip } from '@rnn-lab/testing';
import { TextPipeline } from '@rnn-lab/text';
import { readStopwords } from '@rnn-lab/text-ko';
import { readLogs } from '@rnn-lab/trainer/logs';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IMDB, writeData, writeRun } from './fuzz-inputs';
import { fuzzProgram } from './fuzz-program';
import { fileTarget } from './fuzz-target';
import type { FuzzTarget, Reader } from './fuzz-target';

/**
 * What reads files that others wrote, but for the token cache, whose tests do the same.
 *
 * @param folder empty; the wrong files are written to it
 */
export async function fuzzTargets(folder: string): Promise<FuzzTarget[]> {
  const run = await writeRun(join(folder, 'runs'));
  const inRun = (file: string, read: Reader) => fileTarget(file, run, file, read);
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
    inRun('histograms.jsonl', async (run) => {
      for await (const line of readHistograms(run)) void line;
    }),
    inRun('predictions/test.jsonl', async (run) => {
      for await (const prediction of readPredictions(run, 'test')) void prediction;
    }),
    inRun('console.log', readConsole),
    inRun('model/preprocessing.json', async (run) =>
      TextPipeline.fromJSON({ preprocessing: await readPreprocessing(run), vocabulary: ['good', 'movie'] }),
    ),
    inRun('model/vocabulary.json', readVocabulary),
    inRun('model/model.json', loadModel),
    inRun('model/weights.bin', loadModel),
    inRun(checkpoint, async (run) => {
      const { writer } = await openRun(run);
      writer.interrupt();
    }),
    fileTarget('nsmc/ratings_train.txt', data, 'nsmc/ratings_train.txt', () => loadNsmc({ dataDir: data })),
    fileTarget('imdb.npz', data, 'imdb/imdb.npz', readImdb),
    {
      name: 'the reviews in imdb.npz',
      corpus: [IMDB['x_train.npy']],
      async read(input) {
        writeFileSync(join(data, 'imdb/imdb.npz'), zip({ ...IMDB, 'x_train.npy': Buffer.from(input) }));
        await readImdb(data);
      },
    },
    fileTarget('imdb_word_index.json', data, 'imdb/imdb_word_index.json', readImdb),
    fileTarget('deaths.csv', data, 'deaths/deaths.csv', () => loadDeaths({ dataDir: data })),
    ...['texts.csv', 'texts.jsonl'].map((file) =>
      fileTarget(file, data, file, () => loadLabeledTexts(join(data, file))),
    ),
    fileTarget('texts.csv in CP949', data, 'texts-cp949.csv', () =>
      loadLabeledTexts(join(data, 'texts-cp949.csv'), { encoding: 'cp949' }),
    ),
    ...['unlabeled.tsv', 'unlabeled.jsonl', 'unlabeled.txt'].map((file) =>
      fileTarget(file, data, file, () => loadTexts(join(data, file))),
    ),
    ...['series.tsv', 'series.jsonl'].map((file) =>
      fileTarget(file, data, file, () => loadSeries(join(data, file), { value: 'sales', time: 'month' })),
    ),
    fileTarget('series.csv', data, 'series.csv', () =>
      loadSeries(join(data, 'series.csv'), { value: 'sales', thousands: 'comma' }),
    ),
    fileTarget('series.csv, filled', data, 'series.csv', () =>
      loadSeries(join(data, 'series.csv'), { value: 'sales', thousands: 'comma', fill: 'linear' }),
    ),
    ...['events.out.tfevents.1', 'keras.csv'].map((file) =>
      fileTarget(file, data, file, () => readLogs([join(data, file)])),
    ),
    fileTarget('stopwords', data, 'stopwords.txt', () => readStopwords(join(data, 'stopwords.txt'))),
    ...(await fuzzProgram(folder)),
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

const readImdb: Reader = (dataDir) => loadImdb({ dataDir, cacheDir: dataDir, numWords: 100 });

/** As export, predict and serve do. */
const loadModel: Reader = async (run) => (await loadSavedModel(run)).dispose();

async function* chunks(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}
