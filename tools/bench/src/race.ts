import { quantile } from 'simple-statistics';
import type { Peer } from './peer';

export interface Schedule {
  /** Steps that precede the first measured turn. */
  warmUp: number;
  /** Turns per peer. */
  rounds: number;
  /** Steps per turn. */
  steps: number;
  /**
   * The first steps of a turn, which are not timed: every call repeats work that a training does once, such as creating
   * sessions and compiling hot code.
   */
  untimed: number;
}

export interface Lap {
  /** Milliseconds per step, one value per round. */
  milliseconds: number[];
  /** Every step's loss, warm-up included. */
  losses: number[];
}

/**
 * Lets the peers train in turn (A B A B …), so that a temporary slowdown of the machine affects all of them.
 *
 * @returns one lap per peer, in order
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

export interface Comparison extends LossComparison {
  /** Our time divided by the peer's, round by round. */
  ratio: Spread;
}

export interface LossComparison {
  /** The step, from 1, with the largest difference of losses, and that difference relative to the peer's loss. */
  greatestDifference: { step: number; difference: number };
  /** Whether both compute the same thing. */
  agrees: boolean;
}

/** A larger relative difference of losses means that the peer computes something else. */
const TOLERANCE = 1e-3;

/** @param compared how many losses are compared; default all */
export function compare(ours: Lap, peer: Lap, compared?: number): Comparison {
  return {
    ratio: spread(ours.milliseconds.map((milliseconds, round) => milliseconds / peer.milliseconds[round])),
    ...compareLosses(ours.losses.slice(0, compared), peer.losses.slice(0, compared)),
  };
}

export function compareLosses(ours: readonly number[], peer: readonly number[]): LossComparison {
  const differences = ours.map((loss, index) => Math.abs(loss / peer[index] - 1));
  const difference = Math.max(...differences);
  return {
    greatestDifference: { step: differences.indexOf(difference) + 1, difference },
    agrees: difference <= TOLERANCE,
  };
}
