import * as tf from '@tensorflow/tfjs';

type Initializer = ReturnType<typeof tf.initializers.randomUniform>;

export interface EmbeddingBagOptions {
  name?: string;
  trainable?: boolean;
  /** Ids run from 0 to inputDim − 1. */
  inputDim: number;
  /** Features of a row of the table, and of the output. */
  outputDim: number;
  /** Rows of the table. */
  tableSize: number;
  /** The most rows that an id has. */
  bagSize: number;
  /** Ids per row of the input. */
  inputLength: number;
  /** Whether id 0 is padding, which is masked. */
  maskZero?: boolean;
  /** Of the table; uniform in ±0.05 by default. A saved model doesn't keep it: it has the weights. */
  embeddingsInitializer?: Initializer;
}

/**
 * For each id the mean of several rows of a table, [rows, steps] → [rows, steps, outputDim]: the vector of a word from those
 * of its character n-grams (Bojanowski et al. 2017), so that a rare word learns from words that look like it. PyTorch has
 * it as `EmbeddingBag` with mode `mean`.
 *
 * It has two weights: `embeddings`, [tableSize, outputDim], whose row 0 stands for none; and `bags`, [inputDim, bagSize],
 * which is not trained and holds each id's rows, filled up with 0. An id without rows becomes zeros. `bags` has to be set
 * (`setWeights`); at first all bags are empty.
 *
 * The engine `cpu` trains it as it is. A saved model that has one loads in TensorFlow.js only after this module has
 * registered the class.
 */
export class EmbeddingBag extends tf.layers.Layer {
  static readonly className = 'EmbeddingBag';
  private readonly options: EmbeddingBagOptions;
  private embeddings?: tf.LayerVariable;
  private bags?: tf.LayerVariable;

  constructor(options: EmbeddingBagOptions) {
    const { name, trainable, inputLength } = options;
    super({ name, trainable, batchInputShape: [null, inputLength], dtype: 'int32' });
    this.options = options;
    this.supportsMasking = options.maskZero === true;
  }

  override build(): void {
    const { inputDim, outputDim, tableSize, bagSize, embeddingsInitializer } = this.options;
    const initializer =
      embeddingsInitializer ?? tf.initializers.randomUniform({ minval: -0.05, maxval: 0.05 });
    const empty = tf.initializers.zeros();
    this.embeddings = this.addWeight('embeddings', [tableSize, outputDim], 'float32', initializer);
    this.bags = this.addWeight('bags', [inputDim, bagSize], 'float32', empty, undefined, false);
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return [...inputShape, this.options.outputDim];
  }

  override computeMask(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    // TensorFlow.js's own layers return null too, against the declared type.
    if (!this.options.maskZero) return null as unknown as tf.Tensor;
    const [ids] = [inputs].flat();
    return tf.notEqual(ids, tf.zerosLike(ids));
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [input] = [inputs].flat();
      const ids = input.cast('int32');
      const { outputDim, bagSize } = this.options;
      const flat = ids.reshape([ids.size]) as tf.Tensor1D;
      const rows = tf.gather(read(this.bags), flat).cast('int32');
      const vectors = tf.gather(read(this.embeddings), rows.reshape([ids.size * bagSize]) as tf.Tensor1D);
      const used = rows.greater(0).cast('float32');
      const sums = vectors.reshape([ids.size, bagSize, outputDim]).mul(used.expandDims(2)).sum(1);
      const means = sums.div(used.sum(1, true).maximum(1));
      return means.reshape([...ids.shape, outputDim]);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { inputDim, outputDim, tableSize, bagSize, inputLength, maskZero = false } = this.options;
    return { ...super.getConfig(), inputDim, outputDim, tableSize, bagSize, inputLength, maskZero };
  }
}

function read(weight: tf.LayerVariable | undefined): tf.Tensor {
  if (!weight) throw new Error('An EmbeddingBag is applied before it is built.');
  return weight.read();
}

tf.serialization.registerClass(EmbeddingBag);
