import type { OnnxLayer } from '../layer';
import { activation } from './activation';
import { batchNormalization } from './batch-normalization';
import { bidirectional } from './bidirectional';
import { dense } from './dense';
import { dropout } from './dropout';
import { embedding } from './embedding';
import { embeddingBag } from './embedding-bag';
import { gru } from './gru';
import { layerNormalization } from './layer-normalization';
import { lstm } from './lstm';
import { masking } from './masking';
import { add, average, concatenate, maximum, multiply } from './merge';
import {
  globalAveragePooling1d,
  globalMaxPooling1d,
  maskedGlobalAveragePooling1d,
  maskedGlobalMaxPooling1d,
} from './pooling';
import { repeatVector } from './repeat-vector';
import { reshape } from './reshape';
import { simpleRnn } from './simple-rnn';
import { timeDistributed } from './time-distributed';

/** The layers that read several inputs. */
export const MERGES: readonly string[] = ['Add', 'Average', 'Concatenate', 'Maximum', 'Multiply'];

/** By Keras's class name. */
export const LAYERS: Readonly<Record<string, OnnxLayer>> = {
  Activation: activation,
  Add: add,
  Average: average,
  BatchNormalization: batchNormalization,
  Bidirectional: bidirectional,
  Concatenate: concatenate,
  Dense: dense,
  Dropout: dropout,
  Embedding: embedding,
  EmbeddingBag: embeddingBag,
  Flatten: reshape,
  GlobalAveragePooling1D: globalAveragePooling1d,
  GlobalMaxPooling1D: globalMaxPooling1d,
  GRU: gru,
  LayerNormalization: layerNormalization,
  LSTM: lstm,
  MaskedGlobalAveragePooling1D: maskedGlobalAveragePooling1d,
  MaskedGlobalMaxPooling1D: maskedGlobalMaxPooling1d,
  Masking: masking,
  Maximum: maximum,
  Multiply: multiply,
  RepeatVector: repeatVector,
  Reshape: reshape,
  SimpleRNN: simpleRnn,
  SpatialDropout1D: dropout,
  TimeDistributed: timeDistributed,
};
