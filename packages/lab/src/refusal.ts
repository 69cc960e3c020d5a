import { isUserError } from '@rnn-lab/errors';

/** Codes of errors that valid input can cause. */
const FAILURES = [
  'engine-thread-ended',
  'tokenizer-thread-ended',
  'linear-thread-ended',
  'no-address-space',
  'non-finite-loss',
  'out-of-memory',
  'run-gone',
];

/** A fault of the disk or a limit of the system. */
const SYSTEM_FAULTS = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EIO', 'EMFILE', 'ENFILE', 'ENOMEM'];

/** Whether an error refuses the user's input: it is no fault of the program, its threads, the disk or the system. */
export function isRefusal(error: unknown): boolean {
  if (!isUserError(error) || FAILURES.includes(error.code)) return false;
  const { code = '' } = (error.cause ?? {}) as NodeJS.ErrnoException;
  return !SYSTEM_FAULTS.includes(code);
}
