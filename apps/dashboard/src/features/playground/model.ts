/** Milliseconds for model and weights, tens of megabytes at most. */
const LONGEST_LOAD = 120_000;

/** A run's saved model, ready to be applied in this browser. */
export interface Model {
  /** Where it is computed; both in float32. */
  backend: string;
  /** Values per row of input. */
  inputSize: number;
  /** The output with that name; without a name, the only one. */
  output(name?: string): ModelOutput;
  dispose(): void;
}

/** One of a model's outputs. */
export interface ModelOutput {
  /** Values per row of input. */
  width: number;
  /** The values, row by row. */
  predict(rows: readonly (readonly number[])[]): Promise<Float32Array>;
}

/**
 * Loads TensorFlow.js, then the model. WebGL is left out: its textures may be of 16 bits.
 *
 * @param address of model.json
 * @param onProgress part of the weights that is here, from 0 to 1
 */
export async function loadModel(address: string, onProgress: (part: number) => void): Promise<Model> {
  const [tf, wasm, { applyKerasMasks }] = await Promise.all([
    import('@tensorflow/tfjs'),
    import('@tensorflow/tfjs-backend-wasm'),
    import('@rnn-lab/models/layers'),
  ]);
  tf.enableProdMode();
  wasm.setWasmPaths({
    'tfjs-backend-wasm.wasm': PLAIN.href,
    'tfjs-backend-wasm-simd.wasm': SIMD.href,
    'tfjs-backend-wasm-threaded-simd.wasm': THREADED.href,
  });
  if (!(await tf.setBackend('wasm'))) await tf.setBackend('cpu');

  const model = await tf.loadLayersModel(address, {
    onProgress,
    requestInit: { signal: AbortSignal.timeout(LONGEST_LOAD) },
  });
  applyKerasMasks(model.layers);
  const [, ...shape] = model.inputs[0].shape.map(Number);
  return {
    backend: tf.getBackend(),
    inputSize: shape.reduce((product, size) => product * size, 1),
    output(name) {
      const index = name === undefined ? 0 : model.outputNames.indexOf(name);
      return {
        width: Number(model.outputs[index].shape.at(-1)),
        async predict(rows) {
          const output = tf.tidy(() => {
            const input = tf.tensor(rows.flat(), [rows.length, ...shape], 'float32');
            return [model.predict(input)].flat()[index];
          });
          try {
            return (await output.data()) as Float32Array;
          } finally {
            output.dispose();
          }
        },
      };
    },
    dispose: () => model.dispose(),
  };
}

const PLAIN = new URL('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm', import.meta.url);
const SIMD = new URL('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm', import.meta.url);
const THREADED = new URL(
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm',
  import.meta.url,
);
