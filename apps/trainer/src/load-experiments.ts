import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Experiment } from '@rnn-lab/lab';

/** The experiments by file name; what was compiled from a source that is gone is not one. */
export function loadExperiments(): Map<string, Experiment> {
  const folder = join(__dirname, 'experiments');
  const sources = join(__dirname, '../src/experiments');
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .map((file) => basename(file, '.js'))
    .filter((name) => existsSync(join(sources, `${name}.ts`)));
  return new Map(
    names.map((name) => [name, (require(join(folder, name)) as { default: Experiment }).default]),
  );
}
