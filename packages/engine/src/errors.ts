/** An argument is invalid, or doesn't fit into memory. The message says what is wrong and where. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** The engine can't train this model. The message names the layer and, if there are any, the engines that can. */
export class UnsupportedModelError extends Error {
  override readonly name = 'UnsupportedModelError';
}

/** The engine, or the matrix library it was told to use, isn't available on this machine. The message says what to do. */
export class EngineUnavailableError extends Error {
  override readonly name = 'EngineUnavailableError';
}

/** A worker thread ended before its work was done, for example because the machine ran out of memory. */
export class EngineThreadError extends Error {
  override readonly name = 'EngineThreadError';
  /** @param cause the error that ended the thread, if there was one */
  constructor(cause?: Error) {
    const reason = cause ? ` (${cause.message})` : '';
    super(
      `An engine thread ended before its work was done${reason}; ` +
        'run it again with less memory in use or fewer --workers.',
      { cause },
    );
  }
}

/** A training loss became NaN or infinite, at `step` (from 1). The weights are those before that step. */
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
