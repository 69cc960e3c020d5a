/** The user stopped the work (SIGINT, SIGTERM, SIGHUP). */
export class Interruption extends Error {
  override readonly name = 'Interruption';

  /** @param directory the interrupted run's folder, if a run had started */
  constructor(
    message: string,
    readonly directory?: string,
  ) {
    super(message);
  }
}

/** A run failed after it had started. Its run.json has the same message. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';
}
