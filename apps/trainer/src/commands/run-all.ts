import { Interruption, RunFailure } from '../errors';
import { sentence } from '../failures';
import { cacheFolder } from '../folders';
import { readPeerFigures } from '../peer-figures';
import { notebookTable } from '../terminal/notebook-table';
import { train } from './run-experiment';
import type { Experiment } from '../lab/define-experiment';
import type { Host } from '../host';
import type { Section } from '../terminal/notebook-table';
import type { Flags } from '../flags/settings';
import type { Values } from '../lab/parameters';

/**
 * Runs every experiment by its defaults, one after the other, and ends with one table. An experiment that fails does not
 * keep the others from running.
 *
 * @throws RunFailure after the table if an experiment failed
 */
export async function trainAll(
  experiments: ReadonlyMap<string, Experiment>,
  defaults: (experiment: Experiment) => Values<Experiment['parameters']>,
  flags: Flags,
  host: Host,
): Promise<void> {
  const keras = readPeerFigures(cacheFolder());
  const terminal = host.terminal(flags);
  const sections: Section[] = [];
  const failed: string[] = [];
  for (const [name, experiment] of experiments) {
    const params = defaults(experiment);
    // A series can't be limited.
    const limit = experiment.kind === 'text' ? flags.limit : null;
    let runs: Section['runs'] = [];
    try {
      runs = await train(name, experiment, params, { ...flags, limit }, host);
    } catch (error) {
      if (host.signal.aborted || error instanceof Interruption) throw error;
      terminal.error(`${name}: ${sentence(error)}`);
      failed.push(name);
    }
    sections.push({ name, experiment, params, runs });
  }
  terminal.line(notebookTable(sections, keras));
  if (failed.length > 0) {
    throw new RunFailure(
      `of ${experiments.size} experiments, ${failed.join(' and ')} failed; the reason is above.`,
    );
  }
}
