/** Something that trains the workload's model; it keeps its state from turn to turn. */
export interface Peer {
  /** With versions, as the report prints it. */
  readonly name: string;
  /** Trains on the next `steps` batches, in the order of the workload. */
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

/** The peer is not installed here; the message names it and says what is missing. */
export class MissingPeerError extends Error {
  override readonly name = 'MissingPeerError';
}
