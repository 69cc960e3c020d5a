import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { positiveInteger } from './command';

/** `[--workers N] [--json]` for `parseArgs`; the default number of workers is the trainer's. */
export const WORKERS_OPTIONS = {
  workers: { type: 'string', default: String(Math.min(availableParallelism(), 4)) },
  json: { type: 'boolean', default: false },
} as const;

/** Parses `[--workers N] [--json]`. */
export function readWorkers(args: readonly string[]): { workers: number; json: boolean } {
  const { values } = parseArgs({ args: [...args], options: WORKERS_OPTIONS });
  return { workers: positiveInteger('--workers', values.workers), json: values.json };
}
