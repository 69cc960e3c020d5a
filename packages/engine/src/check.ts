import { InputError } from './errors';
import { checkHistograms } from './histograms';
import type { Rows } from './rows';
import type { ModelSpec, OutputSpec } from './graph/model-spec';
import { checkOptimizer } from './optimizers/optimizer-options';
import type { Output } from './outputs';
import { fromOutputs } from './outputs';
import type { CompileOptions, FitOptions, NdArray, Outputs } from './types';

/** @throws InputError unless x fits the model's input */
export function checkInput(spec: ModelSpec, x: NdArray): void {
  checkShape('x', x, spec.inputShape);
  if (spec.vocabularySize !== undefined) checkWords(x, spec.vocabularySize);
}

/**
 * The rows with the targets in the order of the outputs.
 *
 * @throws InputError unless x fits the model's input and y its outputs and their losses' targets, with one row per row of x
 */
export function checkData(spec: ModelSpec, outputs: readonly Output[], x: NdArray, y: Outputs): Rows {
  checkInput(spec, x);
  const targets = fromOutputs('y', outputs, y);
  outputs.forEach((output, i) =>
    checkTargets(outputs.length > 1 ? `y.${output.name}` : 'y', output, targets[i], x.shape[0]),
  );
  return { x, y: targets };
}

/** @throws InputError if an option is out of range, or the validation split leaves no training rows */
export function checkFit(options: FitOptions<Outputs>, rows: number): void {
  for (const key of ['epochs', 'batchSize'] as const) {
    if (!Number.isInteger(options[key]) || options[key] < 1) {
      throw new InputError(`${key} is ${options[key]}; give a whole number of at least 1.`);
    }
  }
  if (options.histograms) checkHistograms(options.histograms);
  const split = options.validationSplit ?? 0;
  if (!(split >= 0 && split < 1)) {
    throw new InputError(`validationSplit is ${split}; give a number from 0 to below 1.`);
  }
  if (Math.floor(rows * (1 - split)) < 1) {
    throw new InputError(
      `No training rows are left of ${rows}; give more rows or a smaller validationSplit.`,
    );
  }
}

/** @throws InputError unless the weights are those of classes that the loss and the only output have */
export function checkClassWeight(classWeight: FitOptions['classWeight'], outputs: readonly Output[]): void {
  if (!classWeight) return;
  if (outputs.length > 1) {
    const names = outputs.map(({ name }) => name).join(', ');
    throw new InputError(
      `classWeight needs a model with one output, but the model has ${names}; leave it out, or weight the losses of ` +
        `whole outputs by lossWeights.`,
    );
  }
  const [{ targets, shape }] = outputs;
  if (targets === 'values' || shape.length > 1) {
    const why = targets === 'values' ? 'a loss of numbers' : 'an output with time steps';
    throw new InputError(`classWeight needs one class per row, but the model has ${why}; leave it out.`);
  }
  const classes = Math.max(shape[0] ?? 0, 2);
  for (const [name, weight] of Object.entries(classWeight)) {
    if (!(Number.isInteger(Number(name)) && Number(name) >= 0 && Number(name) < classes)) {
      throw new InputError(`classWeight names the class ${name}, but the classes are 0 to ${classes - 1}.`);
    }
    if (!(Number.isFinite(weight) && weight >= 0)) {
      throw new InputError(`classWeight gives class ${name} ${weight}; give a number from 0 on.`);
    }
  }
}

/** @throws InputError if an option of the optimizer is invalid or `workers` isn't a positive integer */
export function checkCompile({ optimizer = {}, workers = 1 }: CompileOptions): void {
  checkOptimizer(optimizer);
  if (!Number.isInteger(workers) || workers < 1) {
    throw new InputError(`workers is ${workers}; give a whole number of at least 1.`);
  }
}

/** @throws InputError unless the factor is above 0 */
export function checkLearningRateFactor(factor: number): void {
  if (!(factor > 0 && Number.isFinite(factor))) {
    throw new InputError(`The learning-rate factor is ${factor}; give a number above 0.`);
  }
}

function checkShape(name: string, array: NdArray, rest: readonly (number | null)[]): void {
  const expected = [array.shape[0], ...rest.map((length, i) => length ?? array.shape[i + 1])];
  if (array.shape.join() !== expected.join()) {
    const needed = ['rows', ...rest.map((length) => length ?? 'any')];
    throw new InputError(
      `${name} has the shape [${array.shape.join(', ')}] but the model needs [${needed.join(', ')}].`,
    );
  }
  const size = array.shape.reduce((a, b) => a * b, 1);
  if (array.data.length !== size || array.shape[0] < 1) {
    throw new InputError(
      `${name} holds ${array.data.length} numbers for the shape [${array.shape.join(', ')}].`,
    );
  }
}

function checkTargets(name: string, { targets, shape }: Output, y: NdArray, rows: number): void {
  if (targets === 'class') checkClasses(name, y, shape);
  else checkShape(name, y, y.shape.length === 1 && shape[0] === 1 ? [] : shape);
  if (y.shape[0] !== rows) {
    throw new InputError(`x has ${rows} rows but ${name} has ${y.shape[0]}; give one target for each row.`);
  }
}

/** One class number per position of the output, with or without a last axis of length 1. */
function checkClasses(name: string, y: NdArray, shape: OutputSpec['shape']): void {
  const positions = shape.slice(0, -1);
  checkShape(name, y, y.shape.length === shape.length ? positions : [...positions, 1]);
  const classes = shape[shape.length - 1] as number;
  const at = y.data.findIndex((target) => !(target >= 0 && target < classes && Number.isInteger(target)));
  if (at >= 0) {
    throw new InputError(
      `${name} holds ${y.data[at]} in row ${Math.floor((at * y.shape[0]) / y.data.length)}, but the model's classes are 0 to ` +
        `${classes - 1}; give class numbers, or use categoricalCrossentropy for one-hot targets.`,
    );
  }
}

function checkWords({ data, shape }: NdArray, words: number): void {
  const at = data.findIndex((id) => !(id >= 0 && id < words && Number.isInteger(id)));
  if (at >= 0) {
    throw new InputError(
      `x holds ${data[at]} in row ${Math.floor((at * shape[0]) / data.length)}, but the embedding has the rows 0 to ${words - 1}.`,
    );
  }
}
