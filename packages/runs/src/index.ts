export { writeAnnotations } from './annotations';
export { NOISE_FLOOR, verdictsOf } from './baselines';
export type { Verdict } from './baselines';
export { readConsole } from './console-log';
export { createRun } from './create-run';
export { importRun } from './import-run';
export { pruneRun } from './prune-run';
export { markDuplicate } from './mark-duplicate';
export { openRun } from './open-run';
export { findRunDirectory, listRunDirectories } from './directories';
export { detailsOf, RunsError } from './errors';
export { tryLock } from './file-lock';
export { folderTypedIn, makeRunsFolder, runsFolder } from './folder';
export { firstIssue } from './json-file';
export {
  ANNOTATIONS_FILE,
  HISTOGRAMS_FILE,
  HOLDOUT_FOLDER,
  LOCK_FILE,
  memberFolder,
  MEMORY_FILE,
  METRICS_FILE,
  MODEL_FILE,
  MODEL_FOLDER,
  PREDICTIONS_FOLDER,
  predictionsFile,
  PREPROCESSING_FILE,
  RUN_FILE,
  STOP_FILE,
} from './files';
export { isLive } from './liveness';
export { checkSize } from './open-file';
export { readPins, writePin } from './pins';
export type { PinRecord } from './pins';
export { deleteView, readViews, writeView } from './views';
export type { SavedView } from './saved-view';
export type { ViewRecord } from './views';
export { readMember } from './member-model';
export type { MemberModel } from './member-model';
export { readModel } from './model-artifacts';
export {
  listRuns,
  readMemory,
  readData,
  readHistograms,
  readMetrics,
  readModelCard,
  readPredictions,
  readPreprocessing,
  readRun,
  readRunFile,
  readVocabulary,
} from './reader';
export {
  comparableReference,
  isKnownMetric,
  isMetricKey,
  isMetricName,
  metricInfoOf,
  metricKey,
  sortedMetricKeys,
  sortedMetrics,
  splitMetricKey,
} from './metrics';
export { SPLITS } from './names';
export { ReceivedRuns } from './received-runs';
export { removeLeftovers } from './remove-leftovers';
export { isGrowing, isReported, PIECE_BYTES, reportPiece, reportReceipt } from './report-piece';
export { requestStop } from './request-stop';
export { Summary } from './summary';
export { emptyTrash, listTrash, moveToTrash, restoreFromTrash, TRASH_FOLDER } from './trash';
export type { RunCheckpoint } from './checkpoints';
export type { DataSummary } from './data-summary';
export type { ModelFolder } from './files';
export type { CreateRunOptions } from './create-run';
export type { ImportOptions } from './import-run';
export type { OpenedRun } from './open-run';
export { metricsOf } from './lines';
export type {
  MetricLine,
  MulticlassPrediction,
  Prediction,
  PredictionLine,
  SentimentPrediction,
  SeriesPrediction,
} from './lines';
export type { Distribution, HistogramLine } from './histograms';
export type { Memory } from './memory';
export type { ModelArtifacts, SaveResult, WeightSpec } from './model-artifacts';
export type { Preprocessing, PreprocessingInput } from './preprocessing';
export type { MetricInfo, MetricInfos, MetricKey, Metrics } from './metrics';
export type { Split } from './names';
export type { ReportPiece, ReportReceipt } from './report-piece';
export type { MetricsPage, Run, RunEntry } from './reader';
export type {
  Annotations,
  DatasetSummary,
  Environment,
  ErrorDetails,
  Imported,
  MetricSummary,
  ModelSummary,
  Phase,
  Pruned,
  RunFile,
  SweepJob,
} from './run-file';
export type { EpochValues, RunUpdate, StepValues } from './run-values';
export type { RunWriter } from './run-writer';
