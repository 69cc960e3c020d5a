import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from './errors';
import type { RunFile } from '@rnn-lab/runs';

/** What `bench:recipes` measured of Keras on this machine. */
export interface PeerFigures {
  /** With versions. */
  name: string;
  /** By experiment; seconds of training. */
  experiments: Record<string, { model: string; results: RunFile['results']; seconds: number }[]>;
}

function figuresFile(cacheDir: string): string {
  return join(cacheDir, 'bench/keras.json');
}

/**
 * undefined where nothing has been measured yet
 * @throws UsageError where the file is broken
 */
export function readPeerFigures(cacheDir: string): PeerFigures | undefined {
  const file = figuresFile(cacheDir);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as PeerFigures;
  } catch {
    throw new UsageError(
      `${file} is not valid JSON; delete it, and measure again with npx nx run bench:recipes.`,
    );
  }
}

export function writePeerFigures(cacheDir: string, figures: PeerFigures): void {
  const file = figuresFile(cacheDir);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(figures));
}
