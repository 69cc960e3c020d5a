import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Experiment } from '@rnn-lab/lab';

/** The experiments by file name. */
export function loadExperiments(): Map<string, Experiment> {
  const folder = join(__dirname, 'experiments');
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .map((file) => basename(file, '.js'));
  return new Map(
    names.map((name) => [name, (require(join(folder, name)) as { default: Experiment }).default]),
  );
}
