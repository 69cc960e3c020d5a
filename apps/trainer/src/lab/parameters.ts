import { InvalidArgumentError } from 'commander';
import { absolutePath } from '../folders';

type Value = string | number | boolean | null;

/** One parameter of a command: a flag, its default and what it may be. `null`: not set. */
export interface Parameter<T extends Value = Value> {
  readonly description: string;
  readonly default: T;
  /** What stands for the value in --help. */
  readonly placeholder: string;
  /** @throws InvalidArgumentError saying what the value must be */
  parse(text: string): T;
}

export type Parameters = Readonly<Record<string, Parameter>>;

export type Values<P extends Parameters> = {
  readonly [Name in keyof P]: P[Name] extends Parameter<infer T> ? T : never;
};

interface Range {
  min?: number;
  max?: number;
  /** Bounds that are not in the range themselves. */
  above?: number;
  below?: number;
}

/** An integer of at least 1, unless `range` says otherwise. */
export function integer<T extends number | null>(
  value: T,
  description: string,
  range: Range = { min: 1 },
): Parameter<T | number> {
  return numeric('integer', value, description, range, /^[+-]?\d+$/);
}

/** A real number, in decimal or scientific notation. */
export function real(value: number, description: string, range: Range): Parameter<number> {
  return numeric('number', value, description, range, /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i);
}

export function choice<const T extends string, D extends T | null>(
  choices: readonly T[],
  value: D,
  description: string,
): Parameter<T | D> {
  return {
    description,
    default: value,
    placeholder: choices.join('|'),
    parse(text) {
      const chosen = choices.find((name) => name === text);
      if (chosen === undefined) throw new InvalidArgumentError(`It must be one of ${choices.join(', ')}.`);
      return chosen;
    },
  };
}

/** On, unless the flag `--no-…` is given. */
export function on(description: string): Parameter<boolean> {
  return { description, default: true, placeholder: '', parse: (given) => given !== 'false' };
}

export function text(description: string): Parameter<string | null> {
  return { description, default: null, placeholder: 'text', parse: (given) => given };
}

/** A file or folder, its path made absolute. */
export function path(description: string): Parameter<string | null> {
  return { description, default: null, placeholder: 'path', parse: absolutePath };
}

function numeric<T extends number | null>(
  kind: 'integer' | 'number',
  value: T,
  description: string,
  range: Range,
  notation: RegExp,
): Parameter<T | number> {
  return {
    description,
    default: value,
    placeholder: kind,
    parse(text) {
      const number = Number(text);
      if (!notation.test(text) || !Number.isFinite(number) || !contains(range, number)) {
        throw new InvalidArgumentError(
          `It must be ${kind === 'integer' ? 'an integer' : 'a number'}${words(range)}.`,
        );
      }
      return number;
    },
  };
}

function contains(
  { min = -Infinity, max = Infinity, above = -Infinity, below = Infinity }: Range,
  value: number,
) {
  return value >= min && value <= max && value > above && value < below;
}

function words(range: Range): string {
  const bounds = [
    range.above !== undefined && `above ${range.above}`,
    range.min !== undefined && `of at least ${range.min}`,
    range.below !== undefined && `below ${range.below}`,
    range.max !== undefined && `of at most ${range.max}`,
  ].filter(Boolean);
  return bounds.length ? ` ${bounds.join(' and ')}` : '';
}
