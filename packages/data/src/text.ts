/** What leads from a text to a model's input, for those who load no data set. */
export { padSequences } from './pad-sequences';
export type { PaddedSequences } from './pad-sequences';
export { Vocabulary } from './vocabulary';
export { IMDB_ENCODING, WordIndex } from './word-index';
