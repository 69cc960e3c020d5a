import { cleanKorean, createMecabKo } from '@rnn-lab/text-ko';
import { machine } from './machine';
import type { Machine } from './machine';
import { FEATURES, startMecab, SURFACES } from './mecab-peer';
import { startMecabYa } from './mecab-ya-peer';
import { loadDocuments } from './nsmc-reviews';
import { MissingPeerError } from './peer';
import { builtFile, run } from './program';
import { spread } from './race';
import type { Spread } from './race';
import { startOurTokenizer } from './tokenizer-peer';
import type { TokenizerPeer } from './tokenizer-peer';
import { compareTokenizers, firstDifference, raceTokenizers } from './tokenizer-race';
import type { Difference, TokenizerComparison } from './tokenizer-race';

const ROUNDS = 9;
const LOADS = 7;
const CORPORA = 3;

export interface TokenizeReport {
  machine: Machine;
  /** Number of reviews. A round takes a tenth of them; the first tenth warms up. */
  reviews: number;
  rounds: number;
  ours: { name: string; microseconds: Spread };
  peers: TokenizerComparison[];
  /** The first review whose surfaces and features are not MeCab's; null if all are, or MeCab is missing. */
  featureDifference: Difference | null;
  /** One message per peer that is not installed. */
  missing: string[];
  /** Milliseconds until the analyzer is ready, in fresh processes. */
  dictionary: Spread;
  /** Seconds from the start of a fresh process until all reviews are encoded, with two threads and no cache. */
  corpus: Spread;
}

/** Times our tokenizer and its peers on the Naver reviews, and checks that the morphemes are the same. */
export async function benchmarkTokenize(): Promise<TokenizeReport> {
  const { train, test } = await loadDocuments();
  const reviews = [...train, ...test].map(cleanKorean);
  const { started, missing } = await startTokenizers();
  try {
    const [ours, ...others] = await raceTokenizers(started, reviews, ROUNDS);
    return {
      machine: machine(),
      reviews: reviews.length,
      rounds: ROUNDS,
      ours: { name: ours.name, microseconds: spread(ours.microseconds) },
      peers: others.map((lap) => compareTokenizers(ours, lap)),
      featureDifference: started.length > 1 ? await compareFeatures(reviews) : null,
      missing,
      dictionary: await measure('load-dictionary.js', LOADS),
      corpus: await measure('tokenize-corpus.js', CORPORA),
    };
  } finally {
    await Promise.all(started.map((peer) => peer.close()));
  }
}

async function startTokenizers(): Promise<{ started: TokenizerPeer[]; missing: string[] }> {
  const started = [await startOurTokenizer()];
  const missing: string[] = [];
  for (const start of [() => startMecab(SURFACES), startMecabYa]) {
    try {
      started.push(await start());
    } catch (error) {
      if (!(error instanceof MissingPeerError)) throw error;
      missing.push(error.message);
    }
  }
  return { started, missing };
}

/** The race compares only surfaces, which are the fastest to read; this compares the features too. */
async function compareFeatures(reviews: readonly string[]): Promise<Difference | null> {
  const analyzer = await createMecabKo({ leftSpacePenalty: false });
  const mecab = await startMecab(FEATURES);
  try {
    const { surfaces: theirs } = await mecab.analyze(reviews);
    const ours = (await analyzer.analyze(reviews)).map((morphemes) =>
      morphemes.map(({ surface, feature }) => `${surface},${feature}`),
    );
    return firstDifference(reviews, ours, theirs);
  } finally {
    await mecab.close();
  }
}

async function measure(file: string, times: number): Promise<Spread> {
  const values: number[] = [];
  for (let i = 0; i < times; i++) {
    values.push(Number(await run('rnn-lab', process.execPath, [builtFile(file)])));
  }
  return spread(values);
}

/** One message per peer with other morphemes than ours. */
export function otherMorphemes({ peers, featureDifference }: TokenizeReport): string[] {
  const differences = peers.map(({ name, difference }) => ({ name, difference }));
  return [...differences, { name: 'MeCab with its features', difference: featureDifference }].flatMap(
    ({ name, difference }) => {
      if (!difference) return [];
      const { review, ours, peer } = difference;
      return (
        `We split the review '${review}' into ${ours.join(' ')}, ${name} into ${peer.join(' ')}: ` +
        'the two compute different things, so their times cannot be compared.'
      );
    },
  );
}
