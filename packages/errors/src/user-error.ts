/** A symbol that every copy of this package shares. */
const BRAND = Symbol.for('@rnn-lab/errors.UserError');

/**
 * A failure that the user can do something about: wrong input, a missing file, a full disk. The message is complete for
 * anyone who uses the package as a library; an application looks at the code to add advice of its own (a flag, an
 * environment variable) or to say it in another language.
 */
export class UserError extends Error {
  override readonly name: string = 'UserError';

  /**
   * @param code what failed, in kebab-case; never changes once released
   * @param message what is wrong, where, and what to do, without flags and environment variables
   * @param values what the message names, by name
   */
  constructor(
    readonly code: string,
    message: string,
    readonly values: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  get [BRAND](): true {
    return true;
  }
}

/**
 * Whether an error is a `UserError`, also one of another copy of this package, for which `instanceof` is false. The
 * dashboard holds several copies: Next.js bundles one per entry point, and the packages that it doesn't bundle load theirs
 * from node_modules.
 */
export function isUserError(error: unknown): error is UserError {
  return typeof error === 'object' && error !== null && BRAND in error;
}
