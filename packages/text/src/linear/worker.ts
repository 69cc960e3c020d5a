import { parentPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { fitClass } from './fit-class';
import type { ClassTask } from './fit-class';
import { scoreClass } from './score-class';
import { NgramShard } from './ngrams';
import { capacityOf, TfIdfRows } from './tf-idf';
import type { SparseRows, TfIdf } from './tf-idf';

/** Texts from `from` to `to`. */
interface Texts {
  from: number;
  to: number;
}

export type Command =
  | {
      kind: 'count';
      shorter: Int32Array;
      isPair: boolean;
      shard: number;
      shards: number;
      starts: Int32Array;
      trainTexts: number;
      minTexts: number;
    }
  /** After `count`. */
  | { kind: 'assign'; ids: Int32Array; firstId: number }
  | ({ kind: 'measure'; tfIdf: TfIdf; capacities: Int32Array } & Texts)
  | ({ kind: 'write'; tfIdf: TfIdf; rows: SparseRows } & Texts)
  | ({ kind: 'fit' } & ClassTask)
  | ({ kind: 'score' } & ClassTask);

export interface Answers {
  /** By n-gram of the shard: the number of training texts that have it. */
  count: Int32Array;
  assign: null;
  measure: null;
  write: null;
  /** By column: its weight. */
  fit: Float64Array;
  /** By text that isn't for training: its decision value. */
  score: Float64Array;
}

const port = parentPort as MessagePort;
let shard: NgramShard;

port.on('message', (command: Command) => port.postMessage(execute(command)));

function execute(command: Command): Answers[Command['kind']] {
  switch (command.kind) {
    case 'count':
      shard = new NgramShard(command.shorter, command.isPair, command.shard, command.shards);
      return shard.count(command.starts, command.trainTexts, command.minTexts);
    case 'assign':
      shard.assign(command.ids, command.firstId);
      return null;
    case 'measure':
      for (let text = command.from; text < command.to; text++) {
        command.capacities[text] = capacityOf(command.tfIdf, text);
      }
      return null;
    case 'write': {
      const writer = new TfIdfRows(command.tfIdf, command.rows);
      for (let text = command.from; text < command.to; text++) writer.write(text);
      return null;
    }
    case 'fit':
      return fitClass(command);
    case 'score':
      return scoreClass(command);
  }
}
