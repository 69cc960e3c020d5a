import { performanceTable } from './performance-table';
import type { Reports } from './performance-table';

const spread = (median: number) => ({ median, q1: 0.9 * median, q3: 1.1 * median });
const peer = (name: string, ratio: number) => ({ name, ratio: spread(ratio) });

/** Only the fields that the table reads. */
const reports = {
  step: [
    {
      machine: { cpu: 'A processor', cores: 2, memory: 2 ** 34, system: 'Linux 6', node: 'v20' },
      recipe: 'NSMC',
      batchSize: 60,
      per: 'step',
      ours: { milliseconds: spread(5.04) },
      peers: [
        peer('Keras 3.15.1, TensorFlow 2.21.0', 0.2),
        peer('PyTorch 2.13.0', 0.3),
        peer('PyTorch 2.13.0, padded', 0.4),
      ],
      notes: ['NSMC: the losses are compared in 30 steps without dropout.'],
      missing: ['tfjs-node is not measured: it is not installed.'],
    },
  ],
  inference: {
    recipe: 'IMDB',
    rows: 25_000,
    ours: { milliseconds: spread(2345) },
    peers: [peer('PyTorch 2.13.0', 0.8)],
    missing: ['tfjs-node is not measured: it is not installed.'],
  },
  recipes: {
    models: [
      { model: 'rnn', ours: { seconds: spread(1) }, peers: [peer('Keras 3.15.1', 0.5)] },
      { model: 'lstm', ours: { seconds: spread(3.3) }, peers: [peer('Keras 3.15.1', 0.08)] },
    ],
    missing: [],
  },
  tokenize: { ours: { microseconds: spread(51.7) }, peers: [peer('MeCab 0.996', 0.6)], missing: [] },
  endToEnd: {
    ours: { seconds: spread(32), ratio: spread(0.25) },
    cached: { seconds: spread(26), ratio: null },
    peer: { name: 'Keras 3.15.1' },
    missing: [],
  },
} as unknown as Reports;

test('shows our times and their ratios to each peer’s, and names a missing peer once', () => {
  expect(performanceTable(reports).split('\n')).toEqual([
    '|  | rnn-lab | / PyTorch | / Keras | / tfjs-node | / MeCab |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    '| NSMC training step, batch 60 | 5.0 ms | 0.40 (0.36 to 0.44) | 0.20 (0.18 to 0.22) |  |  |',
    '| predicting 25,000 reviews, IMDB model | 2.3 s | 0.80 (0.72 to 0.88) |  |  |  |',
    '| lung deaths, LSTM, 1,000 epochs | 3.3 s |  | 0.08 (0.07 to 0.09) |  |  |',
    '| morphemes of a Korean review, one thread | 52 µs |  |  |  | 0.60 (0.54 to 0.66) |',
    '| NSMC from raw files to evaluated model | 32.0 s |  | 0.25 (0.23 to 0.28) |  |  |',
    '| the same, tokens cached | 26.0 s |  |  |  |  |',
    '',
    'A processor, 2 cores, 16 GB, Linux 6, Node v20. Peers: Keras 3.15.1, TensorFlow 2.21.0; PyTorch 2.13.0; PyTorch 2.13.0, padded; MeCab 0.996. Medians (quartiles) of ratios, measured in turn.',
    'NSMC: the losses are compared in 30 steps without dropout.',
    'tfjs-node is not measured: it is not installed.',
  ]);
});
