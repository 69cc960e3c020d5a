import { checkEngine } from '@rnn-lab/engine';
import { commandOf } from '../flags/flags';
import { makeFolder } from '../folders';
import { Lab } from '../lab/lab';
import { slowerProducts } from '../terminal/slower-products';
import { settle } from '../flags/settings';
import type { Experiment } from '../lab/define-experiment';
import type { Host } from '../host';
import type { Parameters, Values } from '../lab/parameters';
import type { FinishedRun } from '../terminal/results-table';
import type { Flags } from '../flags/settings';

/** Runs an experiment; gives its finished runs. The first line printed is the command with every resolved parameter. */
export async function train(
  name: string,
  { title, kind, reference, run }: Experiment,
  params: Values<Parameters>,
  flags: Flags,
  host: Host,
): Promise<readonly FinishedRun[]> {
  const settings = settle(flags, kind);
  await checkEngine(settings.engine);
  makeFolder(settings.runsDir);

  const { seed, limit, engine, workers } = settings;
  const matmul = settings.matmul?.name ?? null;
  const command = commandOf(name, {
    ...params,
    limit,
    seed,
    engine,
    workers,
    matmul,
    dataDir: flags.dataDir,
  });
  const terminal = host.terminal(settings);
  terminal.line(command);
  const reason = settings.matmul?.fallbackReason;
  if (reason) terminal.line(slowerProducts(reason));

  const recipe = { experiment: name, title, reference, command, params: { ...params, limit } };
  const lab = new Lab({ recipe, settings, terminal, signal: host.signal });
  await run(params, lab);
  lab.compareRuns();
  return lab.finished;
}
