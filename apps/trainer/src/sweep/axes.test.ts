import { choice, integer, on, real } from '@rnn-lab/lab';
import { UsageError } from '../errors';
import { parseGrid, parseRange, parseSeeds } from './axes';

const PARAMETERS = {
  batchSize: integer(32, ''),
  learningRate: real(0.001, '', { above: 0 }),
  dropout: real(0, '', { min: 0, below: 1 }),
  optimizer: choice(['adam', 'sgd'], null, ''),
  baselines: on(''),
};

const grid = (text: string) => parseGrid(text, 'nsmc', PARAMETERS);
const range = (text: string) => parseRange(text, 'nsmc', PARAMETERS);

test.each([
  ['batchSize=32,60,128', 'batchSize', [32, 60, 128]],
  ['batch-size=32', 'batchSize', [32]],
  ['--batch-size=2..5', 'batchSize', [2, 3, 4, 5]],
  ['batchSize=1..3,3,10', 'batchSize', [1, 2, 3, 10]],
  ['learningRate=1e-3,0.001,0.01', 'learningRate', [0.001, 0.01]],
  ['optimizer=adam,sgd', 'optimizer', ['adam', 'sgd']],
  ['baselines=true,false', 'baselines', [true, false]],
])('--grid %s', (text, name, values) => {
  expect(grid(text)).toEqual({ name, values });
});

test.each([
  ['batchSize', 'write a parameter and its values'],
  ['=3', 'write a parameter and its values'],
  ['batchSize=', 'a value is missing'],
  ['batchSize=3,', 'a value is missing'],
  ['batchsize=3', 'nsmc has no parameter batchsize; it has batchSize, '],
  ['constructor=3', 'nsmc has no parameter constructor'],
  ['batchSize=0', '"0" isn\'t accepted. It must be an integer of at least 1.'],
  ['batchSize=5..2', '5 is above 2'],
  ['batchSize=1..', 'a value is missing'],
  ['batchSize=1..10001', 'at most 10000 values'],
  ['learningRate=0.1..0.2', '"0.1..0.2" isn\'t accepted. It must be a number above 0.'],
  ['optimizer=adam,lbfgs', '"lbfgs" isn\'t accepted. It must be one of adam, sgd.'],
  ['baselines=no', 'It must be true or false.'],
])('--grid %s is refused', (text, message) => {
  expect(() => grid(text)).toThrow(UsageError);
  expect(() => grid(text)).toThrow(message);
});

test.each([
  [
    'learningRate=1e-4..1e-2:log',
    { name: 'learningRate', low: 1e-4, high: 1e-2, isLog: true, isInteger: false },
  ],
  ['dropout=0..0.5', { name: 'dropout', low: 0, high: 0.5, isLog: false, isInteger: false }],
  ['batch-size=8..128:log', { name: 'batchSize', low: 8, high: 128, isLog: true, isInteger: true }],
])('--range %s', (text, expected) => {
  expect(range(text)).toEqual(expected);
});

test.each([
  ['learningRate=0.1', 'write an interval'],
  ['learningRate=0.1,0.2', 'write an interval'],
  ['learningRate=..0.2', 'a value is missing'],
  ['learningRate=0.2..0.1', "0.2 isn't below 0.1"],
  ['learningRate=0..0.1', '"0" isn\'t accepted. It must be a number above 0.'],
  ['dropout=0..0.5:log', 'begins above 0'],
  ['dropout=0..0.5:exp', 'write an interval'],
  ['optimizer=adam..sgd', "optimizer isn't a number"],
  ['units=1..2', 'nsmc has no parameter units'],
])('--range %s is refused', (text, message) => {
  expect(() => range(text)).toThrow(UsageError);
  expect(() => range(text)).toThrow(message);
});

test.each([
  ['0', [0]],
  ['0..2', [0, 1, 2]],
  ['0,1,5', [0, 1, 5]],
  ['0..2,7,1', [0, 1, 2, 7]],
])('--seeds %s', (text, seeds) => expect(parseSeeds(text)).toEqual(seeds));

test.each(['', '-1', '1.5', 'a', '2..1', '0..'])('--seeds %j is refused', (text) => {
  expect(() => parseSeeds(text)).toThrow(UsageError);
});
