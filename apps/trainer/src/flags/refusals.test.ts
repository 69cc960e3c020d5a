import { wholeCommandLine } from '../../test/whole-command-line';
import { exitCode, failureMessage } from '../failures';
import { kebabCase } from './flags';

test.each<[args: string, reason: RegExp]>([
  ['nsmc --epoch 3', /unknown option '--epoch' \(Did you mean --epochs\?\)/],
  ['nsmc extra', /too many arguments/],
  ['nsmc --epochs', /--epochs <integer>' argument missing/],
  ['nsmc --epochs 1.5', /must be an integer/],
  ['nsmc --batch-size -1', /must be an integer of at least 1/],
  ['nsmc --batchSize=-1', /'--batch-size <integer>' argument '-1'/],
  ['nsmc --limit 0', /must be an integer of at least 1/],
  ['nsmc --seed 4294967296', /at most 4294967295/],
  ['nsmc --workers 100000', /'--workers <integer>' argument '100000' is invalid/],
  ['nsmc --matmul blas', /must be one of auto, ort, wasm/],
  ['nsmc --learning-rate NaN', /must be a number above 0/],
  ['nsmc --validation-split 1', /must be a number above 0 and below 1/],
  ['nsmc --engine torch', /must be one of cpu, tfjs-node, tfjs/],
  ['nsmc --analyzer okt', /must be one of mecab-ko, mecab-ya/],
  ['nsmc --token-form jamo', /must be one of surface, lemma/],
  ['nsmc --units jamo', /must be one of surface, stem/],
  ['nsmc --units stem --token-form lemma', /cannot be used with option '--token-form <surface\|lemma>'/],
  ['predict', /missing required argument 'run'/],
  ['predict x --format xml', /must be one of lines, csv, json/],
])('refuses rnn-lab %s before it does anything', async (args, reason) => {
  const action = jest.fn(() => Promise.resolve());
  const parsed = wholeCommandLine(action).parseAsync(kebabCase(args.split(' ')), { from: 'user' });
  const error: unknown = await parsed.catch((error: unknown) => error);
  expect(exitCode(error)).toBe(2);
  expect(failureMessage(error)).toMatch(/^[^\n]+$/);
  expect(failureMessage(error)).toMatch(reason);
  expect(action).not.toHaveBeenCalled();
});
