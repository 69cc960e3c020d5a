/** The input itself is wrong; the message says what and where. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** The model holds something this engine can't compile; the message names the layer and the engines that can. */
export class UnsupportedModelError extends Error {
  override readonly name = 'UnsupportedModelError';
}

/** The engine itself can't run here; the message says what installs it. */
export class EngineUnavailableError extends Error {
  override readonly name = 'EngineUnavailableError';
}

/** A thread ended before its work was done, for example because the system is short of memory. */
export class EngineThreadError extends Error {
  override readonly name = 'EngineThreadError';
  /** @param cause the error that ended the thread, if it left one */
  constructor(cause?: Error) {
    const reason = cause ? ` (${cause.message})` : '';
    super(
      `An engine thread ended before its work was done${reason}; ` +
        'run it again with less memory in use or fewer --workers.',
      { cause },
    );
  }
}

/** A training loss became NaN or infinite. */
export class NonFiniteLossError extends Error {
  override readonly name = 'NonFiniteLossError';
  constructor(
    readonly loss: number,
    readonly step: number,
    readonly learningRate: number,
  ) {
    super(
      `The loss became ${loss} at step ${step} with learning rate ${learningRate}; try a smaller learning rate.`,
    );
  }
}
