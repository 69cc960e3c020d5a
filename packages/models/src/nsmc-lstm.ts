import type * as tf from '@tensorflow/tfjs';
import type { SentimentLstmOptions } from './sentiment-lstm';
import { sentimentLstm } from './sentiment-lstm';

/** The notebook's model for Naver movie reviews (35,000 words, 30 × 100 → LSTM 128); see `sentimentLstm`. */
export function nsmcLstm(options: SentimentLstmOptions): tf.Sequential {
  return sentimentLstm('nsmc_lstm', options);
}
