import { statSync } from 'node:fs';
import { join } from 'node:path';
import {
  checkSize,
  MODEL_FILE,
  MODEL_FOLDER,
  readModel,
  readPreprocessing,
  readVocabulary,
} from '@rnn-lab/runs';
import { NotFoundError } from '#server/store/errors';
import { fileVersion } from '#server/store/file-version';
import { memoize } from '#server/store/memoize';
import { modelFiles } from '#server/store/model-files';
import { directoryOf } from '#server/store/run-directory';
import { singleton } from '#server/store/singleton';
import { principalComponents } from './principal-components';
import type { EmbeddingMap, Neighbors } from '#api/data';
import type { ModelArtifacts } from '@rnn-lab/runs';

/** Embeddings kept in memory; one of 35,000 words takes about 20 MB. */
const EMBEDDINGS_KEPT = 2;
/** Bytes of a model's files from which an embedding is read. */
const MODEL_BYTES = 256 * 2 ** 20;
const WORDS_ON_MAP = 200;
const NEIGHBORS = 10;
const SUGGESTIONS = 8;

interface Embedding {
  /** By rank, those with a vector. */
  words: readonly string[];
  rankOf: ReadonlyMap<string, number>;
  dimension: number;
  /** A word's, by its rank from 0. */
  vectorOf(rank: number): Float32Array;
  map: EmbeddingMap;
}

/** Rejects with a `NotFoundError` if there is no such run, or its model has no embedding of words. */
export async function embeddingMapOf(id: string): Promise<EmbeddingMap> {
  return (await embeddingOf(id)).map;
}

/** The words that the trained model reads most alike. Rejects like `embeddingMapOf`. */
export async function neighborsOf(id: string, word: string): Promise<Neighbors> {
  const { words, rankOf, vectorOf } = await embeddingOf(id);
  const asked = word.normalize('NFC').toLowerCase();
  const rank = rankOf.get(asked);
  if (rank === undefined) {
    const suggestions: string[] = [];
    for (const other of words) {
      if (suggestions.length < SUGGESTIONS && other.includes(asked)) suggestions.push(other);
    }
    return { word: null, neighbors: [], suggestions };
  }
  const vector = vectorOf(rank);
  const similarities = words.map((_, other) => ({
    rank: other,
    similarity: cosine(vector, vectorOf(other)),
  }));
  const nearest = similarities
    .filter((each) => each.rank !== rank)
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, NEIGHBORS);
  return {
    word: { word: words[rank], rank: rank + 1 },
    neighbors: nearest.map((each) => ({
      word: words[each.rank],
      rank: each.rank + 1,
      similarity: each.similarity,
    })),
    suggestions: [],
  };
}

async function embeddingOf(id: string): Promise<Embedding> {
  const files = await modelFiles(id);
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  checkSize(MODEL_FOLDER, bytes, MODEL_BYTES);
  const directory = await directoryOf(id);
  const version = fileVersion(join(directory, MODEL_FILE));
  const kept = singleton('embeddings', () => memoize(EMBEDDINGS_KEPT, readEmbedding));
  return kept(JSON.stringify({ id, directory, version }));
}

async function readEmbedding(key: string): Promise<Embedding> {
  const { id, directory } = JSON.parse(key) as { id: string; directory: string };
  const { kind, indexFrom } = await readPreprocessing(directory);
  const weights = kind === 'text' ? embeddingWeights(await readModel(directory)) : null;
  if (!weights) {
    throw new NotFoundError(`The model of ${id} has no embedding of words.`, {
      code: 'no-embedding',
      values: { id },
    });
  }
  const { values, rows, dimension } = weights;
  const firstId = (indexFrom ?? 0) + 1;
  const words = (await readVocabulary(directory)).slice(0, Math.max(0, rows - firstId));
  const vectorOf = (rank: number) =>
    values.subarray((firstId + rank) * dimension, (firstId + rank + 1) * dimension);
  return {
    words,
    rankOf: new Map(words.map((word, rank) => [word, rank])),
    dimension,
    vectorOf,
    map: mapOf(words, dimension, vectorOf),
  };
}

/** The weights of the first layer that embeds words; null if there is none. */
function embeddingWeights({ weightSpecs = [], weightData = [] }: ModelArtifacts) {
  // `readModel` returns all weights in one buffer.
  const [data] = [weightData].flat();
  let offset = 0;
  for (const { name, shape, dtype } of weightSpecs) {
    const size = shape.reduce((product, each) => product * each, 1);
    if (name.endsWith('/embeddings') && shape.length === 2 && dtype === 'float32') {
      const [rows, dimension] = shape;
      // A copy, so that the other weights aren't kept.
      return { values: new Float32Array(data.slice(offset, offset + 4 * size)), rows, dimension };
    }
    offset += size * (dtype === 'bool' ? 1 : 4);
  }
  return null;
}

function mapOf(
  words: readonly string[],
  dimension: number,
  vectorOf: (rank: number) => Float32Array,
): EmbeddingMap {
  const shown = words.slice(0, WORDS_ON_MAP);
  const { x, y, variance } = principalComponents(shown.map((_, rank) => vectorOf(rank)));
  return {
    words: shown.map((word, i) => ({ word, rank: i + 1, x: x[i], y: y[i] })),
    variance,
    size: words.length,
    dimension,
  };
}

/** 0 if a vector has no direction. */
function cosine(a: Float32Array, b: Float32Array): number {
  let [product, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    product += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return aa === 0 || bb === 0 ? 0 : product / Math.sqrt(aa * bb);
}
