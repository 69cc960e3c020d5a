import { UserError } from '@rnn-lab/errors';
import type { Prediction } from '@rnn-lab/runs';
import type { TrainingPlan } from './run-session';

const CLASS_LOSSES: readonly string[] = ['categoricalCrossentropy', 'sparseCategoricalCrossentropy'];

/**
 * Checks the names of the classes that a plan's model tells apart.
 *
 * @throws UserError `classes` if the names don't fit the model's outputs (one output: two classes), one is empty, repeated
 *   or has a control character, or they are missing with a loss of classes
 */
export function checkClasses({ model, loss, classes = [] }: TrainingPlan): void {
  const outputs = model.outputs[0].shape.at(-1) as number;
  const expected = Math.max(2, outputs);
  const isRequired = outputs > 1 && CLASS_LOSSES.includes(typeof loss === 'string' ? loss : loss.name);
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
