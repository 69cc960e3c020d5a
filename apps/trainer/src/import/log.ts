import { UserError } from '@rnn-lab/errors';
import type { Imported, MetricLine } from '@rnn-lab/runs';

/** The part of a file that can't be read. */
export interface Damage {
  file: string;
  /** Byte at which it begins. */
  at: number;
  /** How many records are left out; null: everything from there on. */
  records: number | null;
}

/** What another program has logged of a training. */
export interface Log {
  format: 'tensorboard' | 'keras-csv';
  /** Absolute: a file, or the folder of the event files. */
  path: string;
  files: Imported['files'];
  /** By step. */
  lines: MetricLine[];
  /** Values of a restarted training that were logged again, and the lowest of their steps. */
  replaced: { values: number; fromStep: number };
  /** Number of values that aren't scalars. */
  others: number;
  damage: Damage[];
}

/** The error for a tag or column that can't be a metric. */
export function tagRefused(tag: string, path: string): UserError {
  return new UserError(
    'metric-name',
    `${path}: ${JSON.stringify(tag)} can't be a metric of a run, because run files use that name or it is longer than 100 printable characters; rename it in the log and import that.`,
    { file: path, name: tag },
  );
}
