/**
 * Prints what ONNX Runtime predicts with ONNX files, a line of JSON each:
 * `node predict-onnx.cjs '[{"folder": …, "x": {"data": […], "shape": […]}}]'`.
 */
const { join } = require('node:path');
const { InferenceSession, Tensor } = require('onnxruntime-node');

async function main() {
  for (const { folder, x } of JSON.parse(process.argv[2])) {
    const session = await InferenceSession.create(join(folder, 'model.onnx'));
    const [{ type }] = session.inputMetadata;
    const array = type === 'int32' ? Int32Array : Float32Array;
    const outputs = await session.run({ input: new Tensor(type, array.from(x.data), x.shape) });
    const [values] = Object.values(outputs);
    console.log(JSON.stringify(Array.from(values.data)));
  }
}

void main();
