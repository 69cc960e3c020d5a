/** A framework that trains the workload's model. It keeps its state between turns. */
export interface Peer {
  /** With versions, as the report prints it. */
  readonly name: string;
  /** Trains on the next `steps` batches of the workload. */
  train(steps: number): Promise<Turn>;
  /** Predicts the workload's first `rows` rows, in batches that suit the peer. */
  predict(rows: number): Promise<Predictions>;
  close(): Promise<void>;
}

export interface Turn {
  /** Milliseconds on the peer's own clock, at the end of each step. */
  times: number[];
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
