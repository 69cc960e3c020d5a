export { createRun } from './create-run';
export { RunsError } from './errors';
export { readModel } from './model-artifacts';
export { listRuns, readMetrics, readPredictions, readPreprocessing, readRun, readVocabulary } from './reader';
export { METRICS, SPLITS } from './run-file';
export { isBetter } from './summary';
export type { CreateRunOptions } from './create-run';
export type { MetricLine, Prediction, SentimentPrediction, SeriesPrediction } from './lines';
export type { ModelArtifacts, SaveResult, WeightSpec } from './model-artifacts';
export type { Preprocessing } from './preprocessing';
export type { MetricsPage, Run, RunEntry } from './reader';
export type {
  Annotations,
  DatasetSummary,
  Environment,
  Metric,
  Metrics,
  MetricSummary,
  ModelSummary,
  RunFile,
  Split,
} from './run-file';
export type { EpochValues, RunUpdate, RunWriter, StepValues } from './run-writer';
