/** A framework that trains the workload's model. It keeps its state between turns. */
export interface Peer {
  /** With versions, as the report prints it. */
  readonly name: string;
  /** Trains on the next `steps` batches of the workload, or for as many epochs if it has whole epochs. */
  train(steps: number): Promise<Turn>;
  /** Predicts the workload's first `rows` rows, in batches that suit the peer. */
  predict(rows: number): Promise<Predictions>;
  close(): Promise<void>;
}

export interface Turn {
  /** Milliseconds on the peer's own clock, at the end of each step or epoch. */
  times: number[];
  /** Of each step's batch, or the mean of each epoch. */
  losses: number[];
}

export interface Predictions {
  milliseconds: number;
  probabilities: ArrayLike<number>;
}

/** The peer is not installed; the message names it and what is missing. */
export class MissingPeerError extends Error {
  override readonly name = 'MissingPeerError';
}
