export type { CorpusOptions, ExplainedToken, TextPreprocessing } from './language';
export type { Coverage, EncodedTexts, PaddedSequences } from './pad-sequences';
export { padSequences } from './pad-sequences';
export { TextPipeline } from './text-pipeline';
export type { ExplainedText, KoreanOptions, PlainOptions, TextPipelineJson } from './text-pipeline';
export type { RankEncoding } from './word-index';
