import * as tf from '@tensorflow/tfjs';
import { glorotUniform, randomUniform } from './initializers';
import { addRecurrentLayers } from './recurrent-layers';
import type { RecurrentLayersOptions } from './recurrent-layers';

export interface TextClassifierOptions extends RecurrentLayersOptions {
  /** Token ids run from 0 (padding) to vocabularySize - 1. */
  vocabularySize: number;
  embeddingDimension: number;
  classes: number;
  /** Tokens per text. */
  maxLength: number;
}

/**
 * Embedding → recurrent layers → Dense softmax. Padding is masked. Not compiled.
 *
 * @returns token ids, shape [texts, maxLength] → probabilities, shape [texts, classes]
 * @throws tfjs's ValueError for a size that is not a positive integer
 */
export function textClassifier(options: TextClassifierOptions): tf.Sequential {
  const { vocabularySize, embeddingDimension, recurrent, classes, maxLength, random } = options;
  const model = tf.sequential({ name: `text_${recurrent}` });
  model.add(
    tf.layers.embedding({
      name: 'embedding',
      inputDim: vocabularySize,
      outputDim: embeddingDimension,
      inputLength: maxLength,
      maskZero: true,
      embeddingsInitializer: randomUniform(random),
    }),
  );
  addRecurrentLayers(model, options);
  model.add(
    tf.layers.dense({
      name: 'dense',
      units: classes,
      activation: 'softmax',
      kernelInitializer: glorotUniform(random),
      biasInitializer: 'zeros',
    }),
  );
  return model;
}
