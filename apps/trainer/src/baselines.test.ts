import { words } from '@rnn-lab/text';
import { textBaselines, WORD_NGRAMS } from './baselines';

// Word 1 + c is in every text of class c, apart from one of the test texts.
const trainLabels = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0];
const testLabels = [0, 0, 1, 1, 1, 2];
const read = [...trainLabels, 0, 0, 1, 1, 0, 2];
const symbols = words(read.map((label) => [1 + label, 9]));
const comparison = { symbols, train: trainLabels, test: testLabels, classes: 3 };

test('scores the most frequent class and a linear model', async () => {
  expect(await textBaselines(comparison, WORD_NGRAMS)({ workers: 1 })).toEqual({
    majority: { accuracy: 1 / 3 },
    'linear model': { accuracy: 5 / 6 },
  });
});

test('also by the macro F1 score', async () => {
  const baselines = textBaselines({ ...comparison, f1Score: true }, WORD_NGRAMS);
  const { majority, 'linear model': linear } = await baselines({ workers: 1 });
  // Class 0: precision 1/3, recall 1.
  expect(majority.f1Score).toBeCloseTo(1 / 2 / 3, 12);
  // Class 0: precision 2/3, recall 1; class 1: 1 and 2/3; class 2: 1 and 1.
  expect(linear.f1Score).toBeCloseTo((4 / 5 + 4 / 5 + 1) / 3, 12);
});
