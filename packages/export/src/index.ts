export { exportRun } from './export-run';
export { EXPORT_FORMAT_NAMES } from './formats';
export type { ExportFormatName } from './formats';
export { loadSavedModel } from './load-model';
export { onnxModel } from './onnx/onnx-model';
