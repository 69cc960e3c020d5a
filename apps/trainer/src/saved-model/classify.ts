import { outputNames } from '@rnn-lab/engine';
import type { NdArray, NdArrays, Outputs } from '@rnn-lab/engine';
import type * as tf from '@tensorflow/tfjs';
import { UsageError } from '../errors';
import type { SavedRun } from './find-run';

/** What one output of a model says of one text. */
export interface Classification {
  /** The most probable class: its name, or its number if the run names no classes. */
  label: string | number;
  /** That of the label. */
  probability: number;
  /** By class, in the order of the labels. */
  probabilities: Record<string, number>;
}

/** One output of a classifier. */
export interface ClassifierOutput {
  name: string;
  /** Values per row: 1 for two classes. */
  width: number;
  /** Whether the run names its classes. */
  named: boolean;
  /** @param values one row of the output */
  classify(values: ArrayLike<number>): Classification;
}

/**
 * The outputs of a run's model.
 *
 * @throws UsageError if the run's classes don't fit one of them
 */
export function classifierOutputs(model: tf.LayersModel, { run, directory }: SavedRun): ClassifierOutput[] {
  const names = outputNames(model);
  return names.map((name, i) => {
    const width = model.outputs[i].shape.at(-1) as number;
    const count = Math.max(2, width);
    const classes = names.length === 1 ? run.classes : (run.outputs[name]?.classes ?? []);
    if (classes.length > 0 && classes.length !== count) {
      throw new UsageError(
        `${directory}/run.json names ${classes.length} classes, but the model tells ${count} apart; put back the original file.`,
      );
    }
    const labels = classes.length > 0 ? classes : Array.from({ length: count }, (_, label) => label);
    return { name, width, named: classes.length > 0, classify: (values) => classify(values, labels) };
  });
}

function classify(values: ArrayLike<number>, labels: readonly (string | number)[]): Classification {
  const each = values.length === 1 ? [1 - values[0], values[0]] : Array.from(values);
  const best = each.reduce((most, value, i) => (value > each[most] ? i : most), 0);
  const probabilities = Object.fromEntries(each.map((value, i) => [labels[i], value]));
  return { label: labels[best], probability: each[best], probabilities };
}

/** What an engine predicted at an output, for one row. */
export function rowOf(predicted: Outputs, { name, width }: ClassifierOutput, row: number): ArrayLike<number> {
  const { data } = Array.isArray((predicted as NdArray).shape)
    ? (predicted as NdArray)
    : (predicted as NdArrays)[name];
  return data.subarray(row * width, (row + 1) * width);
}
