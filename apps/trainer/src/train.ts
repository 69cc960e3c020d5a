import { checkEngine } from '@rnn-lab/engine';
import { commandOf } from './flags';
import { makeFolder } from './folders';
import { Lab } from './lab';
import { settle } from './settings';
import { Terminal } from './terminal';
import type { Experiment } from './experiment';
import type { Parameters, Values } from './parameters';
import type { FinishedRun } from './results-table';
import type { Flags } from './settings';

/** Runs an experiment; gives its finished runs. The first line printed is the command with every resolved parameter. */
export async function train(
  name: string,
  { title, kind, reference, run }: Experiment,
  params: Values<Parameters>,
  flags: Flags,
  signal: AbortSignal,
): Promise<readonly FinishedRun[]> {
  const settings = settle(flags, kind);
  checkEngine(settings.engine);
  makeFolder(settings.runsDir);

  const { seed, limit, engine, workers } = settings;
  const command = commandOf(name, { ...params, limit, seed, engine, workers, dataDir: flags.dataDir });
  const terminal = new Terminal(settings.json ? process.stderr : process.stdout);
  terminal.line(command);

  const recipe = { experiment: name, title, reference, command, params: { ...params, limit } };
  const lab = new Lab({ recipe, settings, terminal, signal });
  await run(params, lab);
  lab.compareRuns();
  return lab.finished;
}
