import type { Prediction, PredictionLine, PredictionsByOutput } from './lines';
import type { RunFile } from './run-file';

/** How far the sum of a row's probabilities may be from 1: rounding in float16 stays well below it. */
const TOLERANCE = 1e-3;

/** What a line says of one output. */
type OutputPrediction = Prediction | PredictionsByOutput['outputs'][string];

/** What the lines of a predictions file have in common: their outputs, and the kind and number of classes of each. */
export class PredictionsFormat {
  #outputs: Map<string, OutputFormat> | undefined;

  /** @param run names the classes; where it names none, the first line sets their number */
  constructor(private readonly run: Pick<RunFile, 'classes' | 'outputs'> | undefined) {}

  /** Whether the line has the file's outputs, each in its format. */
  accepts(line: PredictionLine): boolean {
    const predictions = byOutput(line);
    this.#outputs ??= new Map(predictions.map(([name]) => [name, new OutputFormat(this.#classesOf(name))]));
    return (
      predictions.length === this.#outputs.size &&
      predictions.every(([name, prediction]) => this.#outputs?.get(name)?.accepts(prediction))
    );
  }

  #classesOf(output: string): readonly string[] | undefined {
    return output === ONLY_OUTPUT ? this.run?.classes : this.run?.outputs[output]?.classes;
  }
}

/** Stands for the output of a model with one. */
const ONLY_OUTPUT = '';

function byOutput(line: PredictionLine): [name: string, prediction: OutputPrediction][] {
  return 'outputs' in line ? Object.entries(line.outputs) : [[ONLY_OUTPUT, line]];
}

/** All predictions of an output are of a series, or all have the same number of classes. */
class OutputFormat {
  #classes: number | undefined;

  constructor(classes: readonly string[] = []) {
    this.#classes = classes.length || undefined;
  }

  /** Whether it has the format, a label that exists, and probabilities that are finite and sum to 1. */
  accepts(prediction: OutputPrediction): boolean {
    this.#classes ??= classCount(prediction);
    if (classCount(prediction) !== this.#classes) return false;
    if ('target' in prediction) return true;
    return (
      Number.isInteger(prediction.label) &&
      prediction.label >= 0 &&
      prediction.label < this.#classes &&
      ('probability' in prediction || isDistribution(prediction.probabilities))
    );
  }
}

/** 0 for a series. */
function classCount(prediction: OutputPrediction): number {
  if ('target' in prediction) return 0;
  return 'probability' in prediction ? 2 : prediction.probabilities.length;
}

function isDistribution(probabilities: readonly number[]): boolean {
  const sum = probabilities.reduce((total, probability) => total + probability, 0);
  return (
    probabilities.length > 2 &&
    probabilities.every((probability) => probability >= 0) &&
    Math.abs(sum - 1) <= TOLERANCE
  );
}
