export * from './bidirectional';
export * from './deaths-lstm';
export * from './deaths-rnn';
export * from './imdb-lstm';
export * from './initializers';
export * from './masked-pooling';
export * from './nsmc-lstm';
export type { SentimentLstmOptions } from './sentiment-lstm';
export * from './sine-rnn';
