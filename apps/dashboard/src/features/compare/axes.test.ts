import { axesOf } from './axes';
import type { Run } from '@rnn-lab/runs';

function run(change: Partial<Run>): Run {
  return {
    experiment: 'nsmc',
    seed: 0,
    engine: 'onnx',
    workers: 2,
    model: null,
    git: null,
    dataset: null,
    params: {},
    results: {},
    reference: {},
    summary: {},
    ...change,
  } as Run;
}

describe('axesOf', () => {
  it('leaves out what has but one value', () => {
    const runs = [run({ params: { clip: 2000 } }), run({ params: {} })];
    expect(axesOf(runs)).toEqual([]);
  });

  it('ends with the metrics that the most runs have and that differ, the test before the training', () => {
    const resultOf = (values: Run['results']['test']) =>
      run({ results: { train: values, validation: { loss: 1 }, test: values } });
    const runs = [
      resultOf({ loss: 1, mae: 1, rmse: 1 }),
      resultOf({ loss: 2, mae: 2, rmse: 2 }),
      resultOf({ loss: 3, accuracy: 0.8 }),
      resultOf({ loss: 4, accuracy: 0.9 }),
    ];
    const metrics = axesOf(runs).flatMap(({ source }) => (source.kind === 'metric' ? source.column.key : []));
    expect(metrics).toEqual(['test.loss', 'train.loss', 'test.accuracy', 'test.mae', 'test.rmse']);
  });

  it('spreads learning rates by their logarithm and names evenly, and leaves gaps', () => {
    const runs = [0.1, 0.01, 0.001].map((learningRate, i) =>
      run({
        params: { learningRate, tokenForm: ['surface', 'lemma', 'lemma'][i] },
        results: i ? { test: { loss: i } } : {},
      }),
    );
    const [rate, tokenForm, loss] = axesOf(runs);
    expect(rate.positions.map((position) => position?.toFixed(3))).toEqual(['1.000', '0.500', '0.000']);
    expect(tokenForm.positions).toEqual([1, 0, 0]);
    expect(loss.positions).toEqual([null, 0, 1]);
  });
});
