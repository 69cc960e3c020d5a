import { quantile } from 'simple-statistics';
import type { Peer } from './peer';

export interface Schedule {
  /** Steps before the first measured turn. */
  warmUp: number;
  /** Turns of each peer. */
  rounds: number;
  /** Steps a turn. */
  steps: number;
  /**
   * The first of them, which are not timed: they carry what a call sets up anew and a training sets up once, sessions
   * and the compilers' tiers among it.
   */
  untimed: number;
}

export interface Lap {
  /** Milliseconds a step, one value a round. */
  milliseconds: number[];
  /** Every step's loss, warm-up included. */
  losses: number[];
}

/**
 * Lets the peers train in turn (A B A B …), so that whatever slows the machine down for a while slows all of them.
 *
 * @returns one lap a peer, in their order
 */
export async function race(
  peers: readonly Peer[],
  { warmUp, rounds, steps, untimed }: Schedule,
): Promise<Lap[]> {
  const laps = peers.map((): Lap => ({ milliseconds: [], losses: [] }));
  for (const [index, peer] of peers.entries()) {
    laps[index].losses.push(...(await peer.train(warmUp)).losses);
  }
  for (let round = 0; round < rounds; round++) {
    for (const [index, peer] of peers.entries()) {
      const { times, losses } = await peer.train(steps);
      laps[index].milliseconds.push(stepTime(times, untimed));
      laps[index].losses.push(...losses);
    }
  }
  return laps;
}

/** Mean time from one step's end to the next. */
function stepTime(times: readonly number[], untimed: number): number {
  return (times[times.length - 1] - times[untimed - 1]) / (times.length - untimed);
}

/** Median and quartiles. */
export interface Spread {
  median: number;
  q1: number;
  q3: number;
}

export function spread(values: readonly number[]): Spread {
  const [q1, median, q3] = quantile([...values], [0.25, 0.5, 0.75]);
  return { median, q1, q3 };
}

export interface Comparison {
  /** Our time divided by the peer's, round by round. */
  ratio: Spread;
  /** The step, from 1, whose losses differ most, and their difference relative to the peer's loss. */
  greatestDifference: { step: number; difference: number };
  /** Whether both compute the same thing. */
  agrees: boolean;
}

/** Losses further apart than this mean that something else is computed. */
const TOLERANCE = 1e-3;

export function compare(ours: Lap, peer: Lap): Comparison {
  const differences = ours.losses.map((loss, index) => Math.abs(loss / peer.losses[index] - 1));
  const difference = Math.max(...differences);
  return {
    ratio: spread(ours.milliseconds.map((milliseconds, round) => milliseconds / peer.milliseconds[round])),
    greatestDifference: { step: differences.indexOf(difference) + 1, difference },
    agrees: difference <= TOLERANCE,
  };
}
