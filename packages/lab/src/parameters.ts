import { UserError } from '@rnn-lab/errors';
import { resolve } from 'node:path';

/** A text per language, or one for all. */
export type Texts = string | { readonly en: string; readonly ko: string };

type Value = string | number | boolean | null;

/** One parameter of an experiment: its default and how its value is parsed. `null` means not set. */
export interface Parameter<T extends Value = Value> {
  readonly description: Texts;
  /** Undefined: the parameter is required. */
  readonly default: T | undefined;
  /** Stands for the value in a help text, for example `integer`. */
  readonly placeholder: string;
  /**
   * @param text the value as typed
   * @param folder absolute; relative paths are resolved against it
   * @throws UserError `invalid-value` {expected} if the value is not accepted
   */
  parse(text: string, folder: string): T;
  /** An old name that is still accepted. */
  readonly former?: FormerName;
}

/** The name of a parameter before it was renamed. */
export interface FormerName {
  readonly name: string;
  /** Maps each old value to the current one. */
  readonly values: Readonly<Record<string, string>>;
}

export type Parameters = Readonly<Record<string, Parameter>>;

export type Values<P extends Parameters> = {
  readonly [Name in keyof P]: P[Name] extends Parameter<infer T> ? T : never;
};

interface Range {
  min?: number;
  max?: number;
  /** Exclusive bounds. */
  above?: number;
  below?: number;
}

/** An integer of at least 1, unless `range` says otherwise. */
export function integer<T extends number | null>(
  value: T,
  description: Texts,
  range: Range = { min: 1 },
): Parameter<T | number> {
  return numeric('integer', value, description, range, /^[+-]?\d+$/);
}

/** A real number, in decimal or scientific notation. */
export function real<T extends number | null>(
  value: T,
  description: Texts,
  range: Range,
): Parameter<T | number> {
  return numeric('number', value, description, range, /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i);
}

/**
 * One of several names.
 *
 * @param aliases other names that `parse` accepts, each with the choice that it means
 */
export function choice<const T extends string, D extends T | null>(
  choices: readonly T[],
  value: D,
  description: Texts,
  aliases: Readonly<Record<string, T>> = {},
): Parameter<T | D> {
  return {
    description,
    default: value,
    placeholder: choices.join('|'),
    parse(text) {
      const chosen = choices.find((name) => name === (aliases[text] ?? text));
      if (chosen === undefined) throw invalid(`one of ${choices.join(', ')}`);
      return chosen;
    },
  };
}

/** The same parameter, also accepted under its old name. */
export function formerly<T extends Value>(former: FormerName, parameter: Parameter<T>): Parameter<T> {
  return { ...parameter, former };
}

/** On unless it is switched off. */
export function on(description: Texts): Parameter<boolean> {
  return { description, default: true, placeholder: '', parse: (given) => given !== 'false' };
}

/** Any text. */
export function text(description: Texts): Parameter<string | null> {
  return { description, default: null, placeholder: 'text', parse: (given) => given };
}

/** A file or folder, its path made absolute. */
export function path(description: Texts): Parameter<string | null> {
  return {
    description,
    default: null,
    placeholder: 'path',
    parse: (given, folder) => resolve(folder, given),
  };
}

/** The same parameter without a default: the user must set it. */
export function required<T extends Value>(parameter: Parameter<T>): Parameter<NonNullable<T>> {
  return { ...parameter, default: undefined } as Parameter<NonNullable<T>>;
}

function invalid(expected: string): UserError {
  return new UserError('invalid-value', `It must be ${expected}.`, { expected });
}

function numeric<T extends number | null>(
  kind: 'integer' | 'number',
  value: T,
  description: Texts,
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
        throw invalid(`${kind === 'integer' ? 'an integer' : 'a number'}${describe(range)}`);
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

function describe(range: Range): string {
  const bounds = [
    range.above !== undefined && `above ${range.above}`,
    range.min !== undefined && `of at least ${range.min}`,
    range.below !== undefined && `below ${range.below}`,
    range.max !== undefined && `of at most ${range.max}`,
  ].filter(Boolean);
  return bounds.length ? ` ${bounds.join(' and ')}` : '';
}
