// AssemblyScript: the kernels of the layers, everything that they compute except large matrix products.

export { activate, activationGradient, geluGradient } from './activations';
export {
  addTableRows,
  broadcastNewColumns,
  copyColumns,
  growColumns,
  reduceNewColumns,
  shrinkColumns,
  sliceColumns,
} from './columns';
export { columnSums } from './batch-normalization';
export { dropoutColumns, dropoutRows, dropoutWholeRows } from './dropout';
export { add, clear, maximum, maximumGradient, multiply, scale } from './elementwise';
export { gruBackward, gruCell, gruResetBackward } from './gru';
export { lstmBackward, lstmCell } from './lstm';
export { normalizeRows, normalizeRowsGradient } from './normalization';
export { maxPool, maxPoolGradient } from './pooling';
export { addGatheredRows, addToRows, gatherRows, multiplyRows, scaleRows, scatterAdd, sumRows } from './rows';
export { gemmSmall, gemv } from './small-products';
export { softmaxRows, softmaxRowsGradient } from './softmax';
export { transpose } from './transpose';
