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
}
