import { activation } from './activation/activation';
import { batchNormalization } from './batch-normalization/batch-normalization';
import { bidirectional } from './bidirectional/bidirectional';
import { dense } from './dense/dense';
import { dropout, spatialDropout1d } from './dropout/dropout';
import { gru } from './gru/gru';
import type { LayerType } from './layer';
import { layerNormalization } from './layer-normalization/layer-normalization';
import { lstm } from './lstm/lstm';
import { masking } from './masking/masking';
import { add, average, concatenate, maximum, multiply } from './merge/merge';
import {
  globalAveragePooling1d,
  globalMaxPooling1d,
  maskedGlobalAveragePooling1d,
  maskedGlobalMaxPooling1d,
} from './pooling/pooling';
import { repeatVector } from './repeat-vector/repeat-vector';
import { flatten, reshape } from './reshape/reshape';
import { simpleRnn } from './simple-rnn/simple-rnn';
import { timeDistributed } from './time-distributed/time-distributed';

/** By Keras's class name. `EMBEDDINGS` aren't among them: they are table lookups before the first layer (see `embedding/`). */
export const LAYERS: Readonly<Record<string, LayerType>> = {
  Activation: activation,
  Add: add,
  Average: average,
  BatchNormalization: batchNormalization,
  Bidirectional: bidirectional,
  Concatenate: concatenate,
  Dense: dense,
  Dropout: dropout,
  Flatten: flatten,
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
  SpatialDropout1D: spatialDropout1d,
  TimeDistributed: timeDistributed,
};
