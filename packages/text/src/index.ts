export { padSequences } from './pad-sequences';
export type { PaddedSequences } from './pad-sequences';
export { Vocabulary } from './vocabulary';
export { WordIndex } from './word-index';
export type { IndexedWord, RankEncoding } from './word-index';
