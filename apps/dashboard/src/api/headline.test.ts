import { headlineOf } from './headline';

describe('headlineOf', () => {
  it('is the accuracy or RMSE of what the run has not seen', () => {
    expect(
      headlineOf({ results: { validation: { accuracy: 0.9 }, test: { loss: 1, accuracy: 0.8 } } }),
    ).toEqual(['test.accuracy']);
    expect(headlineOf({ results: { train: { rmse: 1 }, holdout: { mae: 1, rmse: 2 } } })).toEqual([
      'holdout.rmse',
    ]);
  });

  it('has one for each output', () => {
    const test = { topic_loss: 1, topic_accuracy: 0.5, tone_accuracy: 0.6 };
    expect(headlineOf({ results: { test } })).toEqual(['test.tone_accuracy', 'test.topic_accuracy']);
  });

  it('falls back to another metric, then to the loss', () => {
    expect(headlineOf({ results: { test: { loss: 1, perplexity: 3 } } })).toEqual(['test.perplexity']);
    expect(headlineOf({ results: { test: {}, train: { loss: 1 } } })).toEqual(['train.loss']);
    expect(headlineOf({ results: {} })).toEqual([]);
  });
});
