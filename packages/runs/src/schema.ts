/** The zod schemas of a run's files. An entry point of its own, without Node, so that a browser can load it. */
export { dataSummary } from './data-summary';
export { metricLine, multiclassPrediction, sentimentPrediction, seriesPrediction } from './lines';
export { memory } from './memory';
export { preprocessing } from './preprocessing';
export { annotationsFile, errorDetails, runFile } from './run-file';
export { savedView } from './saved-view';
