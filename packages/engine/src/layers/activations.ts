/** The supported activations, by Keras's name: their codes in assembly/activations.ts. */
export const ACTIVATIONS: Readonly<Record<string, number>> = { linear: 0, tanh: 1, sigmoid: 2 };
