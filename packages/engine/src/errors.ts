import { UserError } from '@rnn-lab/errors';

/** An argument is invalid, or doesn't fit into memory. */
export class InputError extends UserError {
  override readonly name = 'InputError';

  constructor(message: string, options?: ErrorOptions) {
    super('invalid-input', message, {}, options);
  }
}

/** The engine can't train this model. The message names the layer. */
export class UnsupportedModelError extends UserError {
  override readonly name = 'UnsupportedModelError';
}

/** The engine, or the matrix library that it was told to use, isn't available on this machine. */
export class EngineUnavailableError extends UserError {
  override readonly name = 'EngineUnavailableError';
}

/** A worker thread ended before its work was done, for example because the machine ran out of memory. */
export class EngineThreadError extends UserError {
  override readonly name = 'EngineThreadError';

  /** @param cause the error that ended the thread, if there was one */
  constructor(cause?: Error) {
    const reason = cause ? ` (${cause.message})` : '';
    super(
      'engine-thread-ended',
      `An engine thread ended before its work was done${reason}; run it again with less memory in use or fewer workers.`,
      {},
      { cause },
    );
  }
}

/**
 * A loss became NaN or infinite: that of training at `step` (from 1), and the weights are those before that step; or that
 * of validation or an evaluation after `step`.
 */
export class NonFiniteLossError extends UserError {
  override readonly name = 'NonFiniteLossError';

  constructor(
    readonly loss: number,
    readonly step: number,
    readonly learningRate: number,
    what: 'loss' | 'validation loss' | 'evaluated loss' = 'loss',
    /** The output whose loss it is, if the model has several. */
    readonly output?: string,
  ) {
    super(
      'non-finite-loss',
      `The ${what}${output === undefined ? '' : ` of the output "${output}"`} became ${loss} at step ${step} with ` +
        `learning rate ${learningRate}; try a smaller learning rate.`,
      { loss, step, learningRate, ...(output === undefined ? {} : { output }) },
    );
  }
}
