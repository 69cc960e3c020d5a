import type * as UserErrorModule from './user-error';
import { isUserError, UserError } from './user-error';

class InputError extends UserError {
  override readonly name = 'InputError';
}

test('recognizes user errors and their subclasses', () => {
  expect(isUserError(new UserError('reshape', 'No.'))).toBe(true);
  expect(isUserError(new InputError('input', 'No.'))).toBe(true);
});

test('recognizes an error of another copy of the package', () => {
  jest.resetModules();
  const copy = jest.requireActual<typeof UserErrorModule>('./user-error');
  const error = new copy.UserError('reshape', 'No.');
  expect(error).not.toBeInstanceOf(UserError);
  expect(isUserError(error)).toBe(true);
});

test.each([new TypeError('No.'), { name: 'UserError', code: 'reshape' }, 'UserError', null, undefined])(
  'recognizes nothing else: %p',
  (error) => {
    expect(isUserError(error)).toBe(false);
  },
);
