import { createHash } from 'node:crypto';
import { deriveSeed, RandomState } from '@rnn-lab/random';
import { UsageError } from '../errors';
import { MOST } from './axes';
import type { Axis, Range, Value } from './axes';

export type Params = Readonly<Record<string, Value>>;

/** One choice of the parameters that a sweep varies. */
export interface Variant {
  /** Of the content: the same parameters have the same id in every sweep. */
  id: string;
  /** The parameters that vary. */
  swept: Params;
  /** All parameters, with their defaults. */
  params: Params;
}

/** A training of a variant. */
export interface Trial {
  variant: Variant;
  seed: number;
}

/** Draws of a random search for each variant that it asks for; it ends sooner if they repeat each other. */
const MOST_DRAWS = 100;
const DIGITS = 4;

/** Identifies what is trained, whatever the seed. A parameter that isn't set is the same as one that is missing. */
export function variantId(experiment: string, engine: string, params: Params): string {
  const set = Object.entries(params).filter(([, value]) => value !== null);
  const content = JSON.stringify([experiment, engine, set.sort(([a], [b]) => (a < b ? -1 : 1))]);
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}

/**
 * Every combination of the axes' values; the last axis varies fastest.
 *
 * @throws UsageError if there are more than 10,000
 */
export function combinations(axes: readonly Axis[]): Params[] {
  const count = axes.reduce((product, { values }) => product * values.length, 1);
  if (count > MOST) {
    throw new UsageError(`The grid has ${count} variants; a sweep has at most ${MOST}: use --random N.`);
  }
  return axes.reduce<Params[]>(
    (all, { name, values }) => all.flatMap((params) => values.map((value) => ({ ...params, [name]: value }))),
    [{}],
  );
}

/**
 * Random search (Bergstra and Bengio 2012). Each parameter has its own stream of random numbers, so that a search for more
 * variants begins with the same ones.
 *
 * @returns distinct draws; fewer than `count` if there aren't more
 */
export function draws(count: number, axes: readonly Axis[], ranges: readonly Range[]): Params[] {
  const sources = [
    ...axes.map(({ name, values }) => ({ name, at: (u: number) => values[Math.floor(u * values.length)] })),
    ...ranges.map((range) => ({ name: range.name, at: (u: number) => pointOf(range, u) })),
  ].map((source) => ({ ...source, random: new RandomState(deriveSeed(0, `sweep ${source.name}`)) }));
  const found = new Map<string, Params>();
  for (let i = 0; i < MOST_DRAWS * count && found.size < count; i++) {
    const params = Object.fromEntries(sources.map(({ name, at, random }) => [name, at(random.rand())]));
    found.set(JSON.stringify(params), params);
  }
  return [...found.values()];
}

/** The point of a range at `u` of [0, 1): a real number with four significant digits. */
function pointOf({ low, high, isLog, isInteger }: Range, u: number): number {
  const between = (from: number, to: number) =>
    isLog ? Math.exp(Math.log(from) + u * (Math.log(to) - Math.log(from))) : from + u * (to - from);
  const point = isInteger
    ? Math.floor(between(low, high + 1))
    : Number(between(low, high).toPrecision(DIGITS));
  return Math.min(Math.max(point, low), high);
}

/** `batchSize=32 lstmUnits=64 seed=0` */
export function titleOf({ variant, seed }: Trial): string {
  return [labelOf(variant), `seed=${seed}`].filter(Boolean).join(' ');
}

/** `batchSize=32 lstmUnits=64`; empty for a sweep over seeds alone. */
export function labelOf({ swept }: Variant): string {
  return Object.entries(swept)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
