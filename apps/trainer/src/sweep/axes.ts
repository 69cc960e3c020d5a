import { UsageError } from '../errors';
import { folderTypedIn } from '../folders';
import { camelCase } from '../flags/flags';
import { COMMON_FLAGS } from '../flags/settings';
import type { Parameter, Parameters } from '@rnn-lab/lab';

export type Value = ReturnType<Parameter['parse']>;

/** A parameter of a sweep, and the values that it takes. */
export interface Axis {
  name: string;
  values: readonly Value[];
}

/** A parameter of a random search, and the interval that it is drawn from, ends included. */
export interface Range {
  name: string;
  low: number;
  high: number;
  /** Whether the logarithm is uniformly distributed. */
  isLog: boolean;
  isInteger: boolean;
}

/** Most values of a parameter, and most variants of a sweep. */
export const MOST = 10_000;

const INTERVAL = /^([^:]*?)\.\.([^:]*)$/;

/**
 * Parses `batchSize=32,60,128` or, for integers, `step=2..8`.
 *
 * @throws UsageError if the experiment lacks the parameter or doesn't accept a value, or there is none
 */
export function parseGrid(text: string, experiment: string, parameters: Parameters): Axis {
  const [name, list] = split(text, `--grid ${text}`, experiment, parameters);
  const place = `--grid ${text}`;
  const parse = (each: string) => parseValue(parameters[name], each, place);
  const isInteger = parameters[name].placeholder === 'integer';
  const values = list
    .split(',')
    .flatMap((each) => (isInteger ? integers(each, parse, place) : [parse(each)]));
  return { name, values: [...new Set(values)] };
}

/**
 * Parses `learningRate=1e-4..1e-2:log` or `dropout=0..0.5`.
 *
 * @throws UsageError like `parseGrid`, or if the parameter isn't a number, or the interval is empty
 */
export function parseRange(text: string, experiment: string, parameters: Parameters): Range {
  const place = `--range ${text}`;
  const [name, given] = split(text, place, experiment, parameters);
  const parameter = parameters[name];
  if (parameter.placeholder !== 'integer' && parameter.placeholder !== 'number') {
    throw new UsageError(`${place}: ${name} isn't a number; list its values with --grid ${name}=a,b.`);
  }
  const isLog = given.endsWith(':log');
  const ends = INTERVAL.exec(isLog ? given.slice(0, -':log'.length) : given);
  if (!ends) throw new UsageError(`${place}: write an interval, ${name}=low..high or ${name}=low..high:log.`);
  const [low, high] = ends.slice(1).map((end) => Number(parseValue(parameter, end, place)));
  if (low >= high) throw new UsageError(`${place}: ${low} isn't below ${high}.`);
  if (isLog && low <= 0)
    throw new UsageError(`${place}: a logarithmic interval begins above 0, not at ${low}.`);
  return { name, low, high, isLog, isInteger: parameter.placeholder === 'integer' };
}

/**
 * Parses `0..2` or `0,1,5`.
 *
 * @throws UsageError if a seed isn't accepted
 */
export function parseSeeds(text: string): number[] {
  const place = `--seeds ${text}`;
  const parse = (each: string) => parseValue(COMMON_FLAGS.seed, each, place);
  return [...new Set(text.split(',').flatMap((each) => integers(each, parse, place)))].map(Number);
}

/** `batchSize=32,60` → the parameter's name and the rest. */
function split(
  text: string,
  place: string,
  experiment: string,
  parameters: Parameters,
): [name: string, rest: string] {
  const [, typed, rest] = /^([^=]*)=([^]*)$/.exec(text) ?? [];
  if (!typed) throw new UsageError(`${place}: write a parameter and its values, as in batchSize=32,64.`);
  const name = camelCase(typed.replace(/^--/, ''));
  if (!Object.hasOwn(parameters, name)) {
    throw new UsageError(
      `${place}: ${experiment} has no parameter ${typed}; it has ${Object.keys(parameters).join(', ')}.`,
    );
  }
  return [name, rest];
}

/** One integer, or all of `low..high`. */
function integers(text: string, parse: (text: string) => Value, place: string): Value[] {
  const ends = INTERVAL.exec(text);
  if (!ends) return [parse(text)];
  const [low, high] = ends.slice(1).map((end) => Number(parse(end)));
  if (low > high) throw new UsageError(`${place}: ${low} is above ${high}.`);
  if (high - low >= MOST) throw new UsageError(`${place}: at most ${MOST} values.`);
  return Array.from({ length: high - low + 1 }, (_, i) => low + i);
}

function parseValue(parameter: Parameter, text: string, place: string): Value {
  if (text === '') throw new UsageError(`${place}: a value is missing.`);
  if (parameter.default === true && text !== 'true' && text !== 'false') {
    throw new UsageError(`${place}: ${JSON.stringify(text)} isn't accepted. It must be true or false.`);
  }
  try {
    return parameter.parse(text, folderTypedIn());
  } catch (error) {
    throw new UsageError(`${place}: ${JSON.stringify(text)} isn't accepted. ${(error as Error).message}`);
  }
}
