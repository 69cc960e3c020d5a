/** The activations that the layers can have, by Keras's name: their numbers in assembly/activations.ts. */
export const ACTIVATIONS: Readonly<Record<string, number>> = { linear: 0, tanh: 1, sigmoid: 2 };
