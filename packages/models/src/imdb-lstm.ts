import type * as tf from '@tensorflow/tfjs';
import type { SentimentLstmOptions } from './sentiment-lstm';
import { sentimentLstm } from './sentiment-lstm';

/** The notebook's model for IMDB movie reviews (20,000 words, 80 × 128 → LSTM 128); see `sentimentLstm`. */
export function imdbLstm(options: SentimentLstmOptions): tf.Sequential {
  return sentimentLstm('imdb_lstm', options);
}
