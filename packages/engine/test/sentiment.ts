import * as tf from '@tensorflow/tfjs';
import { RandomState } from '@rnn-lab/random';
import type { FitOptions } from '../src';
import { labels, randomized, sentences } from './helpers';

export const WORDS = 40;
export const LENGTH = 8;
export const ROWS = 50;
export const x = sentences(
  new RandomState(5),
  WORDS,
  LENGTH,
  Array.from({ length: ROWS }, (_, i) => i % (LENGTH + 1)),
);
export const y = labels(new RandomState(6), ROWS);
export const compile = { loss: 'binaryCrossentropy', metrics: ['accuracy'] } as const;

export function sentimentModel(): tf.Sequential {
  return randomized(
    tf.sequential({
      layers: [
        tf.layers.embedding({ inputDim: WORDS, outputDim: 4, inputLength: LENGTH, name: 'embedding' }),
        tf.layers.lstm({ units: 5, recurrentActivation: 'sigmoid', name: 'lstm' }),
        tf.layers.dense({ units: 1, activation: 'sigmoid', name: 'dense' }),
      ],
    }),
  );
}

export function fitOptions(options: Partial<FitOptions> = {}): FitOptions {
  return { epochs: 2, batchSize: 16, random: new RandomState(1), ...options };
}
