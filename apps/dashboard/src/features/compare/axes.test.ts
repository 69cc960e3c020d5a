import { comparedRun } from '#testing/compared-run';
import { axesOf } from './axes';
import type { Run } from '@rnn-lab/runs';

describe('axesOf', () => {
  it('leaves out a parameter with a single value', () => {
    const runs = [comparedRun({ params: { clip: 2000 } }), comparedRun({ params: {} })];
    expect(axesOf(runs)).toEqual([]);
  });

  it('ends with the metrics that differ: first those that most runs have, test before train', () => {
    const resultOf = (values: Run['results']['test']) =>
      comparedRun({ results: { train: values, validation: { loss: 1 }, test: values } });
    const runs = [
      resultOf({ loss: 1, mae: 1, rmse: 1 }),
      resultOf({ loss: 2, mae: 2, rmse: 2 }),
      resultOf({ loss: 3, accuracy: 0.8 }),
      resultOf({ loss: 4, accuracy: 0.9 }),
    ];
    const metrics = axesOf(runs).flatMap(({ source }) => (source.kind === 'metric' ? source.column.key : []));
    expect(metrics).toEqual(['test.loss', 'train.loss', 'test.accuracy', 'test.mae', 'test.rmse']);
  });

  it('places learning rates on a log scale and names evenly, with null for missing values', () => {
    const runs = [0.1, 0.01, 0.001].map((learningRate, i) =>
      comparedRun({
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
