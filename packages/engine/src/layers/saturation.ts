/** The values of an activation between which it still reacts to its input, by Keras's name. Others don't saturate. */
const REACTIVE: Readonly<Record<string, readonly [low: number, high: number]>> = {
  tanh: [-0.99, 0.99],
  sigmoid: [0.01, 0.99],
  hardSigmoid: [0.01, 0.99],
};

interface Saturation {
  /** Values in all, and those that are saturated. */
  count: number;
  saturated: number;
}

/** The activated values of a recurrent layer's gate, whose saturation can be measured between `forward` and `backward`. */
export interface Gate {
  /** Within its layer. */
  name: string;
  measure(): Saturation;
}

/** Undefined if the activation doesn't saturate. */
export function saturationMeter(
  activation: string,
): ((blocks: Iterable<Float32Array>) => Saturation) | undefined {
  if (!Object.hasOwn(REACTIVE, activation)) return undefined;
  const [low, high] = REACTIVE[activation];
  return (blocks) => {
    const total = { count: 0, saturated: 0 };
    for (const values of blocks) {
      total.count += values.length;
      for (let i = 0; i < values.length; i++) {
        if (values[i] < low || values[i] > high) total.saturated++;
      }
    }
    return total;
  };
}
