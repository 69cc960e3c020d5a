import * as tf from '@tensorflow/tfjs';

type Tensor = tf.SymbolicTensor;

const { layers: L } = tf;
const zeros = { recurrentInitializer: 'zeros' } as const;

const apply = (tensor: Tensor, ...layers: tf.layers.Layer[]) =>
  layers.reduce((input, layer) => layer.apply(input) as Tensor, tensor);

const onRows = (create: () => tf.layers.Layer) => (rows: Tensor) => apply(rows, create());

const onSteps =
  (create: () => tf.layers.Layer, ...after: (() => tf.layers.Layer)[]) =>
  (rows: Tensor) =>
    apply(rows, L.repeatVector({ n: 2 }), create(), ...after.map((each) => each()));

const withStates = (states: number, create: () => tf.layers.Layer) => (rows: Tensor) => {
  const initialState = Array.from({ length: states }, () => apply(rows, L.dense({ units: 2 })));
  return create().apply(apply(rows, L.repeatVector({ n: 2 })), { initialState }) as Tensor;
};

/** What the engine `cpu` refuses by name: parts that are added to a model, from rows to rows. */
export const ODDITIES = {
  constraint: onRows(() => L.dense({ units: 2, kernelConstraint: 'nonNeg' })),
  l1: onRows(() => L.dense({ units: 2, kernelRegularizer: 'l1l2' })),
  recurrentL1: onSteps(() => L.lstm({ units: 2, ...zeros, recurrentRegularizer: 'l1l2' })),
  activityRegularizer: onRows(() => L.dense({ units: 2, activityRegularizer: 'l1l2' })),
  selu: onRows(() => L.dense({ units: 2, activation: 'selu' })),
  noiseShape: onRows(() => L.dropout({ rate: 0, noiseShape: [1, 2] })),
  seed: onRows(() => L.dropout({ rate: 0, seed: 1 })),
  noiseShapeOfRows: onSteps(
    () => L.dropout({ rate: 0, noiseShape: [1, null as unknown as number, 1] }),
    () => L.flatten(),
  ),
  prelu: onRows(() => L.prelu()),
  conv1d: onSteps(
    () => L.conv1d({ filters: 2, kernelSize: 1 }),
    () => L.flatten(),
  ),
  permute: onSteps(
    () => L.permute({ dims: [2, 1] }),
    () => L.flatten(),
  ),
  geluInRecurrence: onSteps(() => L.gru({ units: 2, ...zeros, activation: 'gelu' as 'relu' })),
  softmaxInRecurrence: onSteps(() => L.simpleRNN({ units: 2, ...zeros, activation: 'softmax' })),
  bothBackwards: onSteps(() =>
    L.bidirectional({
      layer: L.lstm({ units: 2, ...zeros, goBackwards: true }) as tf.RNN,
      mergeMode: 'concat',
    }),
  ),
  cell: onSteps(() => L.rnn({ cell: L.simpleRNNCell({ units: 2, ...zeros }) })),
  initialState: withStates(1, () => L.gru({ units: 2, ...zeros })),
  initialStateOfBoth: withStates(2, () =>
    L.bidirectional({ layer: L.simpleRNN({ units: 2, ...zeros }) as tf.RNN, mergeMode: 'concat' }),
  ),
  featureAxis: onSteps(
    () => L.layerNormalization({ axis: 1 }),
    () => L.flatten(),
  ),
  nested(rows: Tensor) {
    const inputs = tf.input({ shape: rows.shape.slice(1) });
    return apply(rows, tf.model({ inputs, outputs: apply(inputs, L.dense({ units: 2 })) }));
  },
};
