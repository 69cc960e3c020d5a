import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from './errors';
import type { RunFile } from '@rnn-lab/runs';

/** Keras's results on this machine, as `bench:recipes` measured them. */
export interface PeerResults {
  /** Keras and its backend, with versions. */
  name: string;
  /** By experiment; `seconds` is the training time. */
  experiments: Record<string, { model: string; results: RunFile['results']; seconds: number }[]>;
}

function resultsFile(cacheDir: string): string {
  return join(cacheDir, 'bench/keras.json');
}

/**
 * The kept results; undefined if nothing has been measured yet.
 *
 * @throws UsageError if the file isn't valid JSON
 */
export function readPeerResults(cacheDir: string): PeerResults | undefined {
  const file = resultsFile(cacheDir);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as PeerResults;
  } catch {
    throw new UsageError(
      `${file} is not valid JSON; delete it, and measure again with npx nx run bench:recipes.`,
    );
  }
}

export function writePeerResults(cacheDir: string, results: PeerResults): void {
  const file = resultsFile(cacheDir);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(results));
}
