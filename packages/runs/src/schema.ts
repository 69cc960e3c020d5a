/** The files of a run as zod schemas, and what they are named by. Free of Node, so that a browser can load it. */
export { metricLine, sentimentPrediction, seriesPrediction } from './lines';
export { METRICS, SPLITS } from './names';
export { preprocessing } from './preprocessing';
export { annotationsFile, errorDetails, runFile } from './run-file';
