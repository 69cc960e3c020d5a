import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPreprocessing, readVocabulary } from '@rnn-lab/runs';
import type { RunFile } from '@rnn-lab/runs';
import { TextPipeline } from '@rnn-lab/text';
import { latencies, openLoad, secondsFor } from './http-load';
import type { Load } from './http-load';
import { machine } from './machine';
import type { Machine } from './machine';
import { nsmcFolder } from './nsmc-reviews';
import { MissingPeerError } from './peer';
import { rnnLab, run } from './program';
import { spread } from './race';
import type { Spread } from './race';
import { serveFastApi, serveOurs } from './serve-peers';
import type { ServedModel, ServedReviews } from './serve-peers';

export interface ServeReport {
  machine: Machine;
  rounds: number;
  /** Single reviews per second. */
  rate: number;
  /** Reviews in a request of the batches. */
  batch: number;
  ours: Served;
  peers: (Served & {
    /** Our p99 divided by the peer's, and our reviews per second by the peer's, round by round. */
    ratio: { p99: Spread; perSecond: Spread };
    /** Largest difference between our probabilities and the peer's. */
    greatestDifference: number;
  })[];
  /** One message per peer that is not installed. */
  missing: string[];
}

export interface Served {
  name: string;
  /** Milliseconds of a single review, at `rate` a second. */
  p50: Spread;
  p99: Spread;
  /** Reviews per second in batches. */
  perSecond: Spread;
}

export interface ServeSizes {
  rounds: number;
  /** Training reviews. */
  train: number;
  /** Single reviews, and reviews in batches, per round. */
  singles: number;
  batched: number;
}

const RATE = 100;
const BATCH = 100;
/** Requests with a batch that are in work at a time. */
const AT_A_TIME = 4;
/** A larger difference of probabilities means that the peer computes something else. */
const TOLERANCE = 1e-4;

/** Serves the NSMC recipe's model, and times requests with reviews of the test set: ours and every installed peer, in turn. */
export async function benchmarkServe(sizes: ServeSizes): Promise<ServeReport> {
  const folder = await mkdtemp(join(tmpdir(), 'rnn-lab-bench-'));
  const servers: ServedModel[] = [];
  try {
    const directory = await trainModel(folder, sizes.train);
    const reviews = await testReviews(directory, Math.max(sizes.singles, sizes.batched));
    servers.push(await serveOurs(directory, reviews));
    const missing: string[] = [];
    try {
      servers.push(await serveFastApi(directory, reviews));
    } catch (error) {
      if (!(error instanceof MissingPeerError)) throw error;
      missing.push(error.message);
    }
    return {
      machine: machine(),
      rate: RATE,
      batch: BATCH,
      ...(await timed(servers, reviews, sizes)),
      missing,
    };
  } finally {
    await Promise.all(servers.map((server) => server.close()));
    await rm(folder, { recursive: true });
  }
}

async function timed(servers: readonly ServedModel[], { texts }: ServedReviews, sizes: ServeSizes) {
  const { rounds, singles, batched } = sizes;
  const numbers = Array.from({ length: texts.length }, (_, review) => review);
  const loads = servers.map(({ port }) => openLoad(port));
  const probabilities = await Promise.all(
    servers.map(async (server, i) =>
      server.probabilities(await loads[i].post(server.body(numbers.slice(0, BATCH)))),
    ),
  );
  const laps = servers.map((): Lap[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [i, server] of servers.entries()) {
      const lap = await lapOf(server, loads[i], numbers.slice(0, singles), numbers.slice(0, batched));
      // The first round compiles hot code.
      if (round > 0) laps[i].push(lap);
    }
  }
  for (const load of loads) load.close();
  const served = servers.map(({ name }, i): Served => ({
    name,
    p50: spread(laps[i].map(({ p50 }) => p50)),
    p99: spread(laps[i].map(({ p99 }) => p99)),
    perSecond: spread(laps[i].map(({ perSecond }) => perSecond)),
  }));
  const ratio = (peer: number, of: 'p99' | 'perSecond') =>
    spread(laps[0].map((lap, round) => lap[of] / laps[peer][round][of]));
  return {
    rounds,
    ours: served[0],
    peers: served.slice(1).map((peer, i) => ({
      ...peer,
      ratio: { p99: ratio(i + 1, 'p99'), perSecond: ratio(i + 1, 'perSecond') },
      greatestDifference: Math.max(
        ...probabilities[0].map((value, row) => Math.abs(value - probabilities[i + 1][row])),
      ),
    })),
  };
}

interface Lap {
  p50: number;
  p99: number;
  perSecond: number;
}

async function lapOf(
  { body }: ServedModel,
  load: Load,
  singles: readonly number[],
  batched: readonly number[],
): Promise<Lap> {
  const single = await latencies(
    load,
    singles.map((review) => body([review])),
    RATE,
  );
  const batches: object[] = [];
  for (let begin = 0; begin < batched.length; begin += BATCH)
    batches.push(body(batched.slice(begin, begin + BATCH)));
  const seconds = await secondsFor(load, batches, AT_A_TIME);
  return { ...single, perSecond: batched.length / seconds };
}

/** Trains the recipe on the first reviews; returns the run's folder. */
async function trainModel(folder: string, train: number): Promise<string> {
  const where = ['--data-dir', await nsmcFolder(), '--runs-dir', folder];
  const args = [rnnLab(), 'nsmc', '--json', '--epochs', '1', '--limit', String(train), ...where];
  const { id } = JSON.parse(await run('rnn-lab', process.execPath, args, { env: process.env })) as RunFile;
  return join(folder, id);
}

async function testReviews(directory: string, count: number): Promise<ServedReviews> {
  const lines = (await readFile(join(await nsmcFolder(), 'nsmc/ratings_test.txt'), 'utf8'))
    .split('\n')
    .slice(1);
  const documents = lines.map((line) => line.split('\t')[1] ?? '').filter((text) => text !== '');
  const texts = Array.from({ length: count }, (_, i) => documents[i % documents.length]);
  const preprocessing = await readPreprocessing(directory);
  const pipeline = TextPipeline.fromJSON({ preprocessing, vocabulary: await readVocabulary(directory) });
  const { data, shape } = await pipeline.encode(texts);
  const ids = texts.map((_, row) => [...data.subarray(row * shape[1], (row + 1) * shape[1])]);
  return { texts, ids };
}

/** One message per peer that predicted something else. */
export function servedDisagreements({ peers }: ServeReport): string[] {
  return peers
    .filter(({ greatestDifference }) => !(greatestDifference <= TOLERANCE))
    .map(
      ({ name, greatestDifference }) =>
        `A probability differs from that of ${name} by ${greatestDifference.toPrecision(2)}: ` +
        'the two compute different things, so their times cannot be compared.',
    );
}
