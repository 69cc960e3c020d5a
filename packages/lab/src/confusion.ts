import type { PredictionLine, RunFile } from '@rnn-lab/runs';

/** Texts of one output by true, then by predicted class. */
export interface Confusion {
  /** The output's name, if the model has several. */
  output?: string;
  /** Their names; numbers for a run that names none. */
  classes: readonly string[];
  confusion: number[][];
}

/**
 * Counts the texts of a split, output by output. Predicted is the most probable class, the first of equals; of two classes,
 * label 1 from 0.5 on. A text whose probabilities aren't finite counts in no class.
 */
export class Confusions {
  readonly #byOutput = new Map<string | undefined, number[][]>();

  /** @param run names the classes */
  constructor(private readonly run: Pick<RunFile, 'classes' | 'outputs'>) {}

  add(line: PredictionLine): void {
    const outputs = 'outputs' in line ? Object.entries(line.outputs) : [[undefined, line] as const];
    for (const [output, prediction] of outputs) {
      if (!('label' in prediction)) continue;
      const classes = 'probability' in prediction ? 2 : prediction.probabilities.length;
      let counts = this.#byOutput.get(output);
      if (!counts) this.#byOutput.set(output, (counts = square(classes)));
      const predicted = predictedClass(prediction);
      if (predicted !== undefined) counts[prediction.label][predicted]++;
    }
  }

  all(): Confusion[] {
    return Array.from(this.#byOutput, ([output, confusion]) => {
      const names = output === undefined ? this.run.classes : this.run.outputs[output].classes;
      const classes = names.length > 0 ? names : confusion.map((_, label) => String(label));
      return { output, classes, confusion };
    });
  }
}

function square(size: number): number[][] {
  return Array.from({ length: size }, () => new Array<number>(size).fill(0));
}

function predictedClass(
  prediction: { probability: number } | { probabilities: number[] },
): number | undefined {
  if ('probabilities' in prediction) {
    const best = Math.max(...prediction.probabilities);
    return Number.isFinite(best) ? prediction.probabilities.indexOf(best) : undefined;
  }
  const { probability } = prediction;
  return Number.isFinite(probability) ? Number(probability >= 0.5) : undefined;
}
