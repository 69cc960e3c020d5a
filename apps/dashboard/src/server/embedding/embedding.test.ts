import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginRun, makeRun } from '#testing/runs';
import { embeddingMapOf, neighborsOf } from './embedding';

const runsDir = mkdtempSync(join(tmpdir(), 'embedding-'));
const before = process.env.RNN_LAB_RUNS;
beforeAll(() => (process.env.RNN_LAB_RUNS = runsDir));
afterAll(() => {
  if (before === undefined) delete process.env.RNN_LAB_RUNS;
  else process.env.RNN_LAB_RUNS = before;
  rmSync(runsDir, { recursive: true });
});

const VECTORS = { good: [1, 0], fine: [2, 0.2], bad: [-1, 0], plot: [0, 3], goodness: [1, 1] };

/** A run whose model embeds those words; ids of words begin at `indexFrom` + 1. */
async function runWithWords(indexFrom: number): Promise<string> {
  const run = await beginRun(runsDir);
  run.writePreprocessing({ kind: 'text', cleaning: 'word', numWords: 6, maxLength: 3, indexFrom });
  // The last word has no vector.
  run.writeVocabulary([...Object.keys(VECTORS), 'rare']);
  const rows = [...new Array<number[]>(indexFrom + 1).fill([9, 9]), ...Object.values(VECTORS)];
  await run.saveModel({
    modelTopology: { class_name: 'Sequential' },
    format: 'layers-model',
    weightSpecs: [
      { name: 'dense/kernel', shape: [3], dtype: 'float32' },
      { name: 'embedding/embeddings', shape: [rows.length, 2], dtype: 'float32' },
    ],
    weightData: Float32Array.from([7, 7, 7, ...rows.flat()]).buffer,
  });
  run.finish({ results: {} });
  return run.id;
}

it.each([0, 3])('finds the nearest words by cosine, with ids from %i', async (indexFrom) => {
  const id = await runWithWords(indexFrom);
  const { word, neighbors, suggestions } = await neighborsOf(id, 'GOOD');
  expect(word).toEqual({ word: 'good', rank: 1 });
  expect(neighbors.map((each) => each.word)).toEqual(['fine', 'goodness', 'plot', 'bad']);
  expect(neighbors[0].similarity).toBeCloseTo(2 / Math.hypot(2, 0.2), 6);
  expect(neighbors[3].similarity).toBeCloseTo(-1, 6);
  expect(suggestions).toEqual([]);
});

it('suggests words of the vocabulary that contain an unknown one', async () => {
  const id = await runWithWords(0);
  expect(await neighborsOf(id, 'oo')).toEqual({
    word: null,
    neighbors: [],
    suggestions: ['good', 'goodness'],
  });
  // It has no vector.
  expect((await neighborsOf(id, 'rare')).word).toBeNull();
});

it('maps the words by rank', async () => {
  const id = await runWithWords(0);
  const { words, size, dimension, variance } = await embeddingMapOf(id);
  expect(words.map(({ word, rank }) => `${rank} ${word}`)).toEqual([
    '1 good',
    '2 fine',
    '3 bad',
    '4 plot',
    '5 goodness',
  ]);
  expect([size, dimension]).toEqual([5, 2]);
  expect(variance[0] + variance[1]).toBeCloseTo(1, 6);
});

it('refuses a model without words', async () => {
  const { id } = await makeRun(runsDir);
  await expect(embeddingMapOf(id)).rejects.toMatchObject({
    details: { code: 'no-embedding', values: { id } },
  });
});
