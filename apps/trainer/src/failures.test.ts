import { EngineThreadError, UnsupportedModelError } from '@rnn-lab/engine';
import { UserError } from '@rnn-lab/errors';
import { Interruption, RunFailure } from '@rnn-lab/lab';
import { TextError } from '@rnn-lab/text-ko';
import { exitCode, failureMessage } from './failures';

test.each([
  ['wrong input', new UserError('invalid-option', 'No.'), 2],
  ['a full disk', new UserError('unwritable-file', 'No.', {}, { cause: { code: 'ENOSPC' } }), 1],
  ['a thread that ended', new EngineThreadError(), 1],
  ['a tokenizer thread that ended', new TextError('tokenizer-thread-ended', 'No.'), 1],
  ['a failed run', new RunFailure('No.'), 1],
  ['an interruption', new Interruption('interrupted by SIGINT'), 130],
  ['a bug', new TypeError('No.'), 1],
])('the exit code of %s', (_, error, code) => {
  expect(exitCode(error)).toBe(code);
});

test('adds the flag that helps to the message, also for a failed run', () => {
  const refused = new UnsupportedModelError('model-not-compilable', "The engine cpu can't compile it.");
  expect(failureMessage(refused)).toBe(
    "The engine cpu can't compile it. Use --engine tfjs-node or --engine tfjs.",
  );
  const noLemmas = new TextError('no-lemmas', 'mecab-ya has no lemmas.');
  expect(failureMessage(noLemmas)).toBe(
    'mecab-ya has no lemmas. Use --analyzer mecab-ko or --token-form surface.',
  );
  const failed = new RunFailure('A thread ended.', { cause: new EngineThreadError() });
  expect(failureMessage(failed)).toBe('A thread ended. Use fewer --workers.');
});
