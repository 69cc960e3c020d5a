import fc from 'fast-check';
import {
  isMetricKey,
  isMetricName,
  metricInfoOf,
  metricKey,
  sortedMetricKeys,
  sortedMetrics,
  splitMetricKey,
} from './metrics';
import { SPLITS } from './names';

it.each(['loss', 'r2Score', 'top.5', 'a/b', '정확도', 'F1 (macro)', '%', 'x'.repeat(100)])(
  'accepts the name %s',
  (name) => expect(isMetricName(name)).toBe(true),
);

it.each([
  '',
  ' loss',
  'loss ',
  'a\nb',
  'a\u2028b',
  'x'.repeat(101),
  'step',
  'kind',
  '__proto__',
  'constructor',
])('refuses the name %j', (name) => expect(isMetricName(name)).toBe(false));

it('splits a key at its first dot', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SPLITS), fc.string().filter(isMetricName), (split, name) => {
      const key = metricKey(split, name);
      expect(isMetricKey(key)).toBe(true);
      expect(splitMetricKey(key)).toEqual([split, name]);
    }),
  );
  expect(['loss', 'test', 'test.', 'best.loss', 'test.__proto__', '.loss'].filter(isMetricKey)).toEqual([]);
});

it('knows the direction of old metrics, unless the run has its own', () => {
  expect(metricInfoOf('accuracy', {})).toEqual({ better: 'higher' });
  expect(metricInfoOf('rmse', { rmse: { better: 'lower', unit: 'deaths' } })).toEqual({
    better: 'lower',
    unit: 'deaths',
  });
  expect(metricInfoOf('loss', { loss: { better: 'higher' } })).toEqual({ better: 'higher' });
  expect(metricInfoOf('loss', { loss: { unit: 'nats' } })).toEqual({ better: 'lower', unit: 'nats' });
  expect(metricInfoOf('perplexity', {})).toEqual({});
});

it('sorts known metrics before others, and splits before metrics', () => {
  expect(sortedMetrics(['top10', 'rmse', 'top5', 'accuracy', 'loss', 'top5'])).toEqual([
    'loss',
    'accuracy',
    'rmse',
    'top5',
    'top10',
  ]);
  expect(sortedMetricKeys(['test.top.5', 'test.loss', 'train.top.5', 'train.loss'])).toEqual([
    'train.loss',
    'train.top.5',
    'test.loss',
    'test.top.5',
  ]);
});
