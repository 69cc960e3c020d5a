import { InputError } from './errors';
import type { ModelSpec } from './graph/model-spec';
import type { Targets } from './losses/loss';
import { checkOptimizer } from './optimizers/optimizer-options';
import type { CompileOptions, FitOptions, NdArray } from './types';

/**
 * @throws InputError unless x fits the model's input and y, if given, its output and the loss's targets, with one row per
 *   row of x
 */
export function checkData(spec: ModelSpec, x: NdArray, y?: NdArray, targets: Targets = 'values'): void {
  checkShape('x', x, spec.inputShape);
  if (y) {
    if (targets === 'class') checkClasses(y, spec.outputShape);
    else checkShape('y', y, y.shape.length === 1 && spec.outputShape[0] === 1 ? [] : spec.outputShape);
    if (y.shape[0] !== x.shape[0]) {
      throw new InputError(`x has ${x.shape[0]} rows but y has ${y.shape[0]}; give one target for each row.`);
    }
  }
  if (spec.vocabularySize !== undefined) checkWords(x, spec.vocabularySize);
}

/** @throws InputError if an option is out of range, or the validation split leaves no training rows */
export function checkFit(options: FitOptions, rows: number): void {
  for (const key of ['epochs', 'batchSize'] as const) {
    if (!Number.isInteger(options[key]) || options[key] < 1) {
      throw new InputError(`${key} is ${options[key]}; give a whole number of at least 1.`);
    }
  }
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

/** @throws InputError unless the weights are those of classes that the loss and the output have */
export function checkClassWeight(
  classWeight: FitOptions['classWeight'],
  targets: Targets,
  outputShape: ModelSpec['outputShape'],
): void {
  if (!classWeight) return;
  if (targets === 'values' || outputShape.length > 1) {
    const why = targets === 'values' ? 'a loss of numbers' : 'an output with time steps';
    throw new InputError(`classWeight needs one class per row, but the model has ${why}; leave it out.`);
  }
  const classes = Math.max(outputShape[0] ?? 0, 2);
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

/** One class number per position of the output, with or without a last axis of length 1. */
function checkClasses(y: NdArray, outputShape: ModelSpec['outputShape']): void {
  const positions = outputShape.slice(0, -1);
  checkShape('y', y, y.shape.length === outputShape.length ? positions : [...positions, 1]);
  const classes = outputShape[outputShape.length - 1] as number;
  const at = y.data.findIndex((target) => !(target >= 0 && target < classes && Number.isInteger(target)));
  if (at >= 0) {
    throw new InputError(
      `y holds ${y.data[at]} in row ${Math.floor((at * y.shape[0]) / y.data.length)}, but the model's classes are 0 to ` +
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
