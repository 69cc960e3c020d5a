export type { CorpusOptions, ExplainedToken, TextPreprocessing } from './language';
export type { PaddedSequences } from './pad-sequences';
export { padSequences } from './pad-sequences';
export { TextPipeline } from './text-pipeline';
export type { ExplainedText, KoreanOptions, TextPipelineJson } from './text-pipeline';
export type { RankEncoding } from './word-index';
