import { lossesOf, outputNames } from '@rnn-lab/engine';
import { UserError } from '@rnn-lab/errors';
import type { Prediction } from '@rnn-lab/runs';
import type { TrainingPlan } from './run-session';

const CLASS_LOSSES: readonly string[] = ['categoricalCrossentropy', 'sparseCategoricalCrossentropy'];

/**
 * Checks the names of the classes that a plan's model tells apart.
 *
 * @throws UserError `classes` if the names don't fit the width of the model's output (1: two classes), one is empty,
 *   repeated or has a control character, they are missing with a loss of classes, or the model has several outputs
 */
export function checkClasses({ model, loss, classes = [] }: TrainingPlan): void {
  const outputs = outputNames(model);
  if (outputs.length > 1) {
    if (classes.length === 0) return;
    throw refusal(
      `Classes are named for models with one output, but ${model.name} has ${outputs.join(', ')}; leave classes out.`,
    );
  }
  const width = model.outputs[0].shape.at(-1) as number;
  const expected = Math.max(2, width);
  const [lossOfOutput] = lossesOf(loss, outputs);
  const lossName = typeof lossOfOutput === 'string' ? lossOfOutput : lossOfOutput.name;
  const isRequired = width > 1 && CLASS_LOSSES.includes(lossName);
  if (classes.length !== expected && (isRequired || classes.length > 0)) {
    throw refusal(
      `The model ${model.name} tells ${expected} classes apart, but ${classes.length} are named; name each class in classes.`,
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

/** The fields of a prediction that hold the model's outputs for one row: one output is the probability of label 1. */
export function probabilityFields(
  outputs: Float32Array | Int32Array,
): { probability: number } | { probabilities: number[] } {
  if (outputs.length > 2) return { probabilities: Array.from(outputs) };
  return { probability: outputs[outputs.length - 1] };
}

/** What an experiment tells of a classified text: the raw text, the tokens that the model read, and its true class. */
export type ClassifiedText = Pick<Extract<Prediction, { text: string }>, 'text' | 'tokens' | 'label'>;

function refusal(message: string): UserError {
  return new UserError('classes', message);
}
