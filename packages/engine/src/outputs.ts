import { InputError } from './errors';
import type { OutputSpec } from './graph/model-spec';
import type { Loss, LossConfig } from './losses';
import { lossFunction, resolveLoss } from './losses';
import type { Targets } from './losses/loss';
import { resolveMetrics } from './metrics';
import type { Metric } from './metrics/metric';
import { logPrefix, metricsOf } from './metrics/metric-info';
import type { CompileOptions, NdArray, Outputs } from './types';

/** The loss of one output, as plain data. */
export interface OutputLoss {
  loss: LossConfig;
  /** What it is multiplied by in the model's loss. */
  lossWeight: number;
}

/** What an engine trains and measures at one output of its model. */
export interface Output extends OutputSpec, OutputLoss {
  /** Elements per row, or per time step of a row. */
  width: number;
  targets: Targets;
  metrics: readonly Metric[];
  /** See `logPrefix`. */
  prefix: string;
}

/**
 * @param specs the model's outputs
 * @throws InputError if an option is invalid, has a name that isn't an output's, or lacks an output's loss
 */
export function resolveOutputs(
  specs: readonly OutputSpec[],
  { loss, lossWeights = {}, metrics = [] }: CompileOptions,
): Output[] {
  const names = specs.map(({ name }) => name);
  const losses = lossesOf(loss, names);
  refuseUnknown('lossWeights', lossWeights, names);
  if (!Array.isArray(metrics)) refuseUnknown('metrics', metrics, names);
  const outputs = specs.map((spec, i): Output => {
    const { name, shape } = spec;
    const loss = resolveLoss(losses[i]);
    const lossWeight = lossWeights[name] ?? 1;
    if (!Number.isFinite(lossWeight)) {
      throw new InputError(`lossWeights has ${lossWeight} for the output "${name}"; give a finite number.`);
    }
    const { targets } = lossFunction(loss);
    const width = shape[shape.length - 1] ?? 1;
    return {
      ...spec,
      loss,
      lossWeight,
      width,
      targets,
      metrics: resolveMetrics(metricsOf(metrics, name), targets, width),
      prefix: logPrefix(name, names),
    };
  });
  if (outputs.length > 1) checkLogNames(outputs);
  return outputs;
}

/**
 * The loss of each output.
 *
 * @param names the outputs'
 * @throws InputError if the losses are given by output and don't have the outputs' names
 */
export function lossesOf(loss: CompileOptions['loss'], names: readonly string[]): (Loss | LossConfig)[] {
  return isOneLoss(loss) ? names.map(() => loss) : inOrder('loss', loss, names);
}

/** Arrays in the order of the outputs, as the engine's caller has them: the only one, or all by name. */
export function toOutputs(outputs: readonly OutputSpec[], arrays: readonly NdArray[]): Outputs {
  if (outputs.length === 1) return arrays[0];
  return Object.fromEntries(outputs.map(({ name }, i) => [name, arrays[i]]));
}

/**
 * The inverse of `toOutputs`.
 *
 * @param what names the arrays
 * @throws InputError unless there is one for each output
 */
export function fromOutputs(what: string, outputs: readonly OutputSpec[], given: Outputs): NdArray[] {
  const names = outputs.map(({ name }) => name);
  if (!isArray(given)) return inOrder(what, given, names);
  if (names.length === 1) return [given];
  throw new InputError(
    `${what} is one array, but the model has the outputs ${names.join(', ')}; give one for each, by name.`,
  );
}

function isOneLoss(loss: CompileOptions['loss']): loss is Loss | LossConfig {
  return typeof loss === 'string' || typeof loss.name === 'string';
}

function isArray(given: Outputs): given is NdArray {
  return ArrayBuffer.isView(given.data);
}

function inOrder<T>(what: string, byName: Readonly<Record<string, T>>, names: readonly string[]): T[] {
  refuseUnknown(what, byName, names);
  const missing = names.find((name) => !Object.hasOwn(byName, name));
  if (missing !== undefined) {
    throw new InputError(
      `${what} has nothing for the output "${missing}"; the model has the outputs ${names.join(', ')}.`,
    );
  }
  return names.map((name) => byName[name]);
}

function refuseUnknown(what: string, byName: object, names: readonly string[]): void {
  const unknown = Object.keys(byName).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const outputs = `${names.length === 1 ? 'output' : 'outputs'} ${names.join(', ')}`;
  throw new InputError(`${what} names "${unknown}", but the model has the ${outputs}.`);
}

/** @throws InputError if two values of the logs have one name, or one has that of a value of the validation rows */
function checkLogNames(outputs: readonly Output[]): void {
  const names = [
    'loss',
    ...outputs.flatMap(({ prefix, metrics }) => [
      `${prefix}loss`,
      ...metrics.map(({ name }) => prefix + name),
    ]),
  ];
  const taken = names.find((name, i) => name.startsWith('val_') || names.indexOf(name) < i);
  if (taken === undefined) return;
  throw new InputError(
    `"${taken}" would mean two things in the logs; rename the output's layer or the metric.`,
  );
}
