import { comparedRun } from '#testing/compared-run';
import { chosenAxes, isPositive, quantitiesOf } from './quantities';

const runs = [0.1, 0.01, 0.001].map((learningRate, i) =>
  comparedRun({
    params: { learningRate, batchSize: 32, shuffle: i > 0, optimizer: ['sgd', 'adam', null][i] },
    results: { train: { loss: i }, test: { loss: i + 1, ...(i === 2 && { mae: 1 }) } },
  }),
);
const byKey = new Map(quantitiesOf(runs).map((quantity) => [quantity.key, quantity]));

describe('quantities of runs', () => {
  it('are the parameters that differ and the metrics that two runs have', () => {
    expect([...byKey.keys()].sort()).toEqual([
      'param.learningRate',
      'param.optimizer',
      'param.shuffle',
      'result.test.loss',
      'result.train.loss',
    ]);
  });

  it('number names in their order, and have null for a run without a value', () => {
    expect(byKey.get('param.optimizer')).toMatchObject({ names: ['adam', 'sgd'], values: [1, 0, null] });
    expect(byKey.get('param.shuffle')).toMatchObject({ names: ['false', 'true'], values: [0, 1, 1] });
    expect(byKey.get('param.learningRate')).toMatchObject({ names: null, values: [0.1, 0.01, 0.001] });
  });

  it('suit a log scale if all are positive numbers', () => {
    const suits = [...byKey.values()].filter(isPositive).map(({ key }) => key);
    expect(suits.sort()).toEqual(['param.learningRate', 'result.test.loss']);
  });
});

describe('chosenAxes', () => {
  const chosen = (x: string | null, y: string | null) => {
    const axes = chosenAxes(quantitiesOf(runs), runs, { x, y });
    return axes && [axes.x.key, axes.y.key];
  };

  it('begins with the first numeric parameter and the test result', () => {
    expect(chosen(null, null)).toEqual(['param.learningRate', 'result.test.loss']);
  });

  it('follows the URL as far as it names what there is; names have no y axis', () => {
    expect(chosen('param.optimizer', 'result.train.loss')).toEqual(['param.optimizer', 'result.train.loss']);
    expect(chosen('param.gone', 'param.optimizer')).toEqual(['param.learningRate', 'result.test.loss']);
  });

  it('needs two quantities', () => {
    const [one] = runs;
    expect(chosenAxes(quantitiesOf([one]), [one], { x: null, y: null })).toBeNull();
  });
});
