/** The command can't be run as it was given; the message is one sentence that says what to change. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** SIGINT, SIGTERM or SIGHUP came. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
}

/** A run began and failed; run.json has the same message. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';
}
