import { isUserError, UserError } from './user-error';

/** What V8, WebAssembly and the system say when memory or a thread is refused. They have no class of error for it. */
const REFUSED =
  /could not allocate memory|cannot allocate memory|array buffer allocation failed|out of memory|unable to grow instance memory|ENOMEM|EAGAIN/i;

/** A `UserError` `out-of-memory` for an error by which memory or a thread was refused; any other error as it is. */
export function explainMemory(error: unknown): unknown {
  const message = (error as Partial<Error> | null)?.message ?? '';
  if (isUserError(error) || !REFUSED.test(message)) return error;
  return new UserError(
    'out-of-memory',
    'The system gave this program no more memory or threads; end other programs, raise the limits (ulimit -v, ulimit -u), ' +
      'or use a machine with more.',
    {},
    { cause: error },
  );
}
