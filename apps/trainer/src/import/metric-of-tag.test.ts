import { knownName, splitOfTag } from './metric-of-tag';

test.each([
  ['loss', null, 'loss'],
  ['Loss/train', 'train', 'loss'],
  ['val_loss', 'validation', 'loss'],
  ['test/top.5', 'test', 'top.5'],
  ['Accuracy-valid', 'validation', 'accuracy'],
  ['train_time', null, 'train_time'],
  ['training', null, 'training'],
  ['gradient/norm', null, 'gradient/norm'],
])('the tag %s is %s %s', (tag, split, name) => {
  expect(splitOfTag(tag)).toEqual({ split, name });
});

test.each([
  ['acc', 'accuracy'],
  ['MAE', 'mae'],
  ['binary_accuracy', 'binaryAccuracy'],
  ['f1_score', 'f1Score'],
  ['learning_rate', 'learning_rate'],
])('%s is our %s', (name, ours) => {
  expect(knownName(name)).toBe(ours);
});
