import { differences } from './differences';
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

describe('differences', () => {
  it('names only what differs, and takes a parameter that is not set like one that is missing', () => {
    const runs = [
      run({ params: { units: 128, epochs: 2 } }),
      run({ params: { units: 128, epochs: 3, stopwords: null }, seed: 1 }),
    ];
    expect(differences(runs)).toEqual([
      { kind: 'field', name: 'seed', values: [0, 1] },
      { kind: 'param', name: 'epochs', values: [2, 3] },
    ]);
  });

  it('finds none in equal runs', () => {
    expect(differences([run({}), run({})])).toEqual([]);
  });
});
