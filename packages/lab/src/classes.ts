import { lossesOf, outputNames } from '@rnn-lab/engine';
import { UserError } from '@rnn-lab/errors';
import type { NdArray } from '@rnn-lab/errors';
import type { PredictionLine, RunFile } from '@rnn-lab/runs';
import type { EncodedTexts } from '@rnn-lab/text';
import type { Classes, TrainingPlan } from './training-plan';

const CLASS_LOSSES: readonly string[] = ['categoricalCrossentropy', 'sparseCategoricalCrossentropy'];

/**
 * The names of the classes that a plan's model tells apart, as run.json has them.
 *
 * @throws UserError `classes` if the names don't fit the width of their output (1: two classes), one is empty, repeated or
 *   has a control character, they are missing with a loss of classes, or they aren't given by output to a model with several
 */
export function classesOf({ model, loss, classes = [] }: TrainingPlan): Pick<RunFile, 'classes' | 'outputs'> {
  const outputs = outputNames(model);
  const given = byOutput(model.name, outputs, classes);
  const losses = lossesOf(loss, outputs);
  outputs.forEach((output, i) => {
    const what = outputs.length === 1 ? `The model ${model.name}` : `The output ${output} of ${model.name}`;
    const lossName = typeof losses[i] === 'string' ? losses[i] : losses[i].name;
    checkClasses(what, model.outputs[i].shape.at(-1) as number, lossName, given[i]);
  });
  if (outputs.length === 1) return { classes: given[0], outputs: {} };
  return {
    classes: [],
    outputs: Object.fromEntries(outputs.map((name, i) => [name, { classes: given[i] }])),
  };
}

function byOutput(model: string, outputs: readonly string[], classes: Classes): string[][] {
  if (Array.isArray(classes)) {
    if (outputs.length === 1) return [[...classes]];
    if (classes.length === 0) return outputs.map(() => []);
    throw refusal(`${model} has the outputs ${outputs.join(', ')}; name the classes by output in classes.`);
  }
  const given = classes as Exclude<Classes, readonly string[]>;
  const unknown = Object.keys(given).find((name) => !outputs.includes(name));
  if (unknown !== undefined) {
    throw refusal(
      `classes names "${unknown}", but ${model} has the outputs ${outputs.join(', ')}; correct the name.`,
    );
  }
  return outputs.map((name) => [...(given[name] ?? [])]);
}

/** @param what is named in the error */
function checkClasses(what: string, width: number, loss: string, classes: readonly string[]): void {
  const expected = Math.max(2, width);
  const isRequired = width > 1 && CLASS_LOSSES.includes(loss);
  if (classes.length !== expected && (isRequired || classes.length > 0)) {
    throw refusal(
      `${what} tells ${expected} classes apart, but ${classes.length} are named; name each class in classes.`,
    );
  }
  const wrong = classes.find(
    (name, i) => name.trim() === '' || /\p{Cc}/u.test(name) || classes.indexOf(name) !== i,
  );
  if (wrong !== undefined) {
    throw refusal(
      `${JSON.stringify(wrong)} can't be the name of a class: names are different, not empty and on one line; rename it.`,
    );
  }
}

/** What an experiment tells of a classified text. */
export interface ClassifiedText {
  /** The raw text. */
  text: string;
  /** The tokens that the model read; null if unknown. */
  tokens: (string | null)[];
  /** The index of the true class; for a model with several outputs, by the names of those to write. */
  label: number | Readonly<Record<string, number>>;
}

/** Rows of a model's input; of encoded texts, it is known how many of their tokens are unknown. */
export type TextRows = NdArray & Partial<Pick<EncodedTexts, 'coverage'>>;

/** Tokens of the whole text in a row, and how many of them are unknown; neither if that isn't known. */
export function tokenCounts({ coverage }: TextRows, row: number): { length?: number; unknown?: number } {
  return coverage ? { length: coverage.lengths[row], unknown: coverage.unknowns[row] } : {};
}

/**
 * A line of predictions.
 *
 * @param outputsOf a row's values of the output with that name; without a name, of a model's only output
 */
export function classifiedLine(
  index: number,
  { label, ...text }: ClassifiedText & ReturnType<typeof tokenCounts>,
  outputsOf: (name?: string) => Float32Array | Int32Array,
): PredictionLine {
  if (typeof label === 'number') return { index, ...text, label, ...probabilityFields(outputsOf()) };
  const outputs = Object.entries(label).map(([name, label]) => [
    name,
    { label, ...probabilityFields(outputsOf(name)) },
  ]);
  return { index, ...text, outputs: Object.fromEntries(outputs) };
}

/** The fields of a prediction that hold an output's values for one row: a single one is the probability of label 1. */
function probabilityFields(
  values: Float32Array | Int32Array,
): { probability: number } | { probabilities: number[] } {
  if (values.length > 2) return { probabilities: Array.from(values) };
  return { probability: values[values.length - 1] };
}

function refusal(message: string): UserError {
  return new UserError('classes', message);
}
