export { onnxModel } from './onnx/onnx-model';
