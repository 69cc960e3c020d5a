import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { UsageError } from './command';

/** Parses `[--workers N] [--json]`; the default number of workers is the trainer's. */
export function readWorkers(args: readonly string[]): { workers: number; json: boolean } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      workers: { type: 'string', default: String(Math.min(availableParallelism(), 4)) },
      json: { type: 'boolean', default: false },
    },
  });
  const workers = Number(values.workers);
  if (!Number.isInteger(workers) || workers < 1) {
    throw new UsageError(`--workers must be a positive integer, not '${values.workers}'.`);
  }
  return { workers, json: values.json };
}
