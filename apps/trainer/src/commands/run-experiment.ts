import { checkEngine } from '@rnn-lab/engine';
import { Lab } from '@rnn-lab/lab';
import { commandOf } from '../flags/flags';
import { makeFolder } from '../folders';
import { resolveSettings } from '../flags/settings';
import { reporter } from '../terminal/report';
import { comparisonTable } from '../terminal/results-table';
import { slowerProducts } from '../terminal/slower-products';
import type { Experiment, FinishedRun, Parameters, Values } from '@rnn-lab/lab';
import type { Flags } from '../flags/settings';
import type { Host } from '../host';

/** Runs an experiment; returns its finished runs. First prints the command with every resolved parameter. */
export async function runExperiment(
  name: string,
  { title, kind, referenceResults, run }: Experiment,
  params: Values<Parameters>,
  flags: Flags,
  host: Host,
): Promise<readonly FinishedRun[]> {
  const { matMulFallback, ...settings } = resolveSettings(flags, kind);
  await checkEngine(settings.engine);
  makeFolder(settings.runsDir);

  const { seed, limit, engine, workers, matmul = null } = settings;
  const { dataDir } = flags;
  const command = commandOf(name, { ...params, limit, seed, engine, workers, matmul, dataDir });
  const terminal = host.terminal(flags);
  terminal.line(command);
  if (matMulFallback) terminal.line(slowerProducts(matMulFallback));

  const recipe = {
    experiment: name,
    title,
    reference: referenceResults,
    command,
    params: { ...params, limit },
  };
  const onEvent = reporter(terminal, recipe, flags.json);
  const lab = new Lab({ recipe, settings, signal: host.signal, onEvent });
  await run(params, lab);
  if (lab.finished.length > 1) terminal.line(comparisonTable(lab.finished));
  return lab.finished;
}
