import { dataHash, halfByRows, seedSetKey } from './seed-sets';

const settings = {
  experiment: 'nsmc',
  model: 'lstm',
  engine: 'cpu',
  data: 'e03b7d14',
  params: { epochs: 2 },
};

describe('seedSetKey', () => {
  it('is the same whatever the order of the parameters, and with one that is not set', () => {
    const one = { ...settings, params: { epochs: 2, units: 8 } };
    expect(seedSetKey({ ...settings, params: { units: 8, limit: null, epochs: 2 } })).toBe(seedSetKey(one));
  });

  it.each([
    ['experiment', { experiment: 'imdb' }],
    ['model', { model: 'gru' }],
    ['engine', { engine: 'tfjs' }],
    ['data', { data: '8ac9f640' }],
    ['parameters', { params: { epochs: 3 } }],
  ])('tells runs apart by their %s', (_, change) => {
    expect(seedSetKey({ ...settings, ...change })).not.toBe(seedSetKey(settings));
  });
});

it('knows data by the content of its files', () => {
  const file = { path: 'a.csv', bytes: 1, sha256: 'e03b7d14e9e41be8' };
  const dataset = { name: 'text', rows: {}, files: [file, { ...file, sha256: '8ac9f64052f11dbf' }] };
  expect(dataHash(dataset)).toBe('e03b7d14 8ac9f640');
  expect([dataHash(null), dataHash({ ...dataset, files: [] })]).toEqual(['', '']);
});

it('knows what the rows of a test imply for an accuracy alone', () => {
  expect(halfByRows('test.accuracy', 0.7784, 6000)).toBeCloseTo(0.0105, 4);
  expect(halfByRows('test.loss', 0.7784, 6000)).toBeNull();
  expect(halfByRows('test.accuracy', 0.7784, undefined)).toBeNull();
});
