import { spread } from './race';
import type { Spread } from './race';
import type { TokenizerPeer } from './tokenizer-peer';

/** A review that two tokenizers split differently. */
export interface Difference {
  review: string;
  ours: string[];
  peer: string[];
}

interface TokenizerLap {
  name: string;
  /** Microseconds per review, one value per round. */
  microseconds: number[];
  /** The first review that the first peer splits differently. */
  difference: Difference | null;
}

export interface TokenizerComparison {
  name: string;
  microseconds: Spread;
  /** Our time per review divided by the peer's, round by round. */
  ratio: Spread;
  difference: Difference | null;
}

/**
 * Lets the peers analyze in turn (A B A B …). Each round has new reviews. The first round warms up and is not timed.
 *
 * @returns one lap per peer, in order
 */
export async function raceTokenizers(
  peers: readonly TokenizerPeer[],
  reviews: readonly string[],
  rounds: number,
): Promise<TokenizerLap[]> {
  const laps = peers.map(({ name }): TokenizerLap => ({ name, microseconds: [], difference: null }));
  const turnSize = Math.ceil(reviews.length / (rounds + 1));
  for (let round = 0; round <= rounds; round++) {
    const given = reviews.slice(round * turnSize, (round + 1) * turnSize);
    let ours: string[][] = [];
    for (const [index, peer] of peers.entries()) {
      const taken = given.slice(0, Math.ceil(given.length / peer.every));
      const { milliseconds, surfaces } = await peer.analyze(taken);
      if (index === 0) ours = surfaces;
      const lap = laps[index];
      if (round > 0) lap.microseconds.push((1000 * milliseconds) / taken.length);
      lap.difference ??= firstDifference(taken, ours, surfaces);
    }
  }
  return laps;
}

export function firstDifference(
  reviews: readonly string[],
  ours: readonly string[][],
  peer: readonly string[][],
): Difference | null {
  const at = reviews.findIndex((_, i) => ours[i].join('\t') !== peer[i].join('\t'));
  return at < 0 ? null : { review: reviews[at], ours: ours[at], peer: peer[at] };
}

export function compareTokenizers(ours: TokenizerLap, peer: TokenizerLap): TokenizerComparison {
  return {
    name: peer.name,
    microseconds: spread(peer.microseconds),
    ratio: spread(ours.microseconds.map((time, round) => time / peer.microseconds[round])),
    difference: peer.difference,
  };
}
