import { Interruption, RunFailure } from '@rnn-lab/lab';
import { failureMessage } from '../failures';
import { cacheFolder } from '../folders';
import { readPeerResults } from '../peer-results';
import { notebookTable } from '../terminal/notebook-table';
import { runExperiment } from './run-experiment';
import type { Experiment, Values } from '@rnn-lab/lab';
import type { Host } from '../host';
import type { Section } from '../terminal/notebook-table';
import type { Flags } from '../flags/settings';

/**
 * Runs the experiments with their defaults, one after the other, and prints one table at the end. A failed experiment does
 * not stop the others; experiments declared with `all: false` are skipped.
 *
 * @throws RunFailure after the table if an experiment failed
 */
export async function runAll(
  experiments: ReadonlyMap<string, Experiment>,
  defaults: (experiment: Experiment) => Values<Experiment['parameters']>,
  flags: Flags,
  host: Host,
): Promise<void> {
  const keras = readPeerResults(cacheFolder());
  const terminal = host.terminal(flags);
  const sections: Section[] = [];
  const failed: string[] = [];
  const included = [...experiments].filter(([, { all }]) => all !== false);
  for (const [name, experiment] of included) {
    const params = defaults(experiment);
    // A series can't be limited.
    const limit = experiment.kind === 'text' ? flags.limit : null;
    let runs: Section['runs'] = [];
    try {
      runs = await runExperiment(name, experiment, params, { ...flags, limit }, host);
    } catch (error) {
      if (host.signal.aborted || error instanceof Interruption) throw error;
      terminal.error(`${name}: ${failureMessage(error)}`);
      failed.push(name);
    }
    sections.push({ name, experiment, params: { ...params, limit }, runs });
  }
  if (!flags.dryRun) terminal.line(notebookTable(sections, keras));
  if (failed.length > 0) {
    throw new RunFailure(
      `${failed.join(' and ')} failed (${failed.length} of ${included.length} experiments); the reason is above.`,
    );
  }
}
