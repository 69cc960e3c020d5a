import { stringify } from 'csv-stringify/sync';
import { predictionJson } from '../saved-model/predictions';
import type { TextModel, TextPrediction } from '../saved-model/text-model';

/** How predictions are printed. */
interface PredictionFormat {
  header?(model: TextModel): string;
  line(text: string, prediction: TextPrediction, model: TextModel): string;
}

/** The last field if no word of the text is in the vocabulary; the playground's name for such a word. */
const UNKNOWN = 'unknown';

const PREDICTION_FORMATS = {
  /** Class and probability per output, separated by tabs. If the run names no classes, the probability is that of label 1. */
  lines: {
    line(_, prediction, { outputs }) {
      const pairs = prediction.outputs.flatMap(({ label, probability, probabilities }, i) => {
        const shown = outputs[i].named || outputs[i].width > 2 ? probability : probabilities[1];
        return [label, shown.toFixed(6)];
      });
      return `${[...pairs, ...(prediction.unknown ? [UNKNOWN] : [])].join('\t')}\n`;
    },
  },
  /** The text, then per output its class and the probability of that. */
  csv: {
    header({ outputs }) {
      const prefix = (name: string) => (outputs.length === 1 ? '' : `${name}_`);
      const pairs = outputs.flatMap(({ name }) => [`${prefix(name)}label`, `${prefix(name)}probability`]);
      return stringify([['text', ...pairs, UNKNOWN]]);
    },
    line(text, prediction) {
      const pairs = prediction.outputs.flatMap(({ label, probability }) => [label, probability.toFixed(6)]);
      return stringify([[text, ...pairs, String(prediction.unknown)]]);
    },
  },
  /** An object per line. */
  json: {
    line: (text, prediction, model) => `${JSON.stringify({ text, ...predictionJson(model, prediction) })}\n`,
  },
} as const satisfies Record<string, PredictionFormat>;

export type PredictionFormatName = keyof typeof PREDICTION_FORMATS;
export const PREDICTION_FORMAT_NAMES = Object.keys(PREDICTION_FORMATS) as PredictionFormatName[];

export function predictionFormat(name: PredictionFormatName): PredictionFormat {
  return PREDICTION_FORMATS[name];
}
