import { Interruption } from './errors';
import { sentence } from './failures';
import { cacheFolder } from './folders';
import { readPeerFigures } from './peer-figures';
import { notebookTable } from './notebook-table';
import { Terminal } from './terminal';
import { train } from './train';
import type { Experiment } from './experiment';
import type { Section } from './notebook-table';
import type { Flags } from './settings';
import type { Values } from './parameters';

/**
 * Runs every experiment by its defaults, one after the other, and ends with one table. One that fails keeps the
 * others from nothing; its error is thrown after the table.
 */
export async function trainAll(
  experiments: ReadonlyMap<string, Experiment>,
  defaults: (experiment: Experiment) => Values<Experiment['parameters']>,
  flags: Flags,
  signal: AbortSignal,
): Promise<void> {
  const keras = readPeerFigures(cacheFolder());
  const sections: Section[] = [];
  const failures: unknown[] = [];
  for (const [name, experiment] of experiments) {
    const params = defaults(experiment);
    // A series can't be limited.
    const limit = experiment.kind === 'text' ? flags.limit : null;
    try {
      const runs = await train(name, experiment, params, { ...flags, limit }, signal);
      sections.push({ name, experiment, params, runs });
    } catch (error) {
      if (signal.aborted || error instanceof Interruption) throw error;
      process.stderr.write(`rnn-lab: ${name}: ${sentence(error)}\n`);
      failures.push(error);
    }
  }
  new Terminal(flags.json ? process.stderr : process.stdout).line(notebookTable(sections, keras));
  if (failures.length > 0) throw failures[0];
}
