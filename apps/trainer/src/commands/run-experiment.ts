import { Lab } from '@rnn-lab/lab';
import { comparableReference, makeRunsFolder } from '@rnn-lab/runs';
import { UsageError } from '../errors';
import { failureMessage } from '../failures';
import { commandOf } from '../flags/flags';
import { CHECKPOINT_SECONDS, resolveSettings } from '../flags/settings';
import { reporter } from '../terminal/report';
import { comparisonTable } from '../terminal/results-table';
import { slowerProducts } from '../terminal/slower-products';
import type { Experiment, FinishedRun, Parameters, ResumedRun, Values } from '@rnn-lab/lab';
import type { Flags } from '../flags/settings';
import type { Host } from '../host';

/**
 * Runs an experiment; returns its finished runs. First prints the command with every resolved parameter.
 *
 * @param resume the run to continue
 */
export async function runExperiment(
  name: string,
  experiment: Experiment,
  params: Values<Parameters>,
  flags: Flags,
  host: Host,
  resume?: ResumedRun,
): Promise<readonly FinishedRun[]> {
  const { title, kind, referenceResults } = experiment;
  const engines = experiment.engines?.(params) ?? 1;
  const { matMulFallback, ...settings } = await resolveSettings(flags, kind, engines);
  if (!flags.dryRun) makeRunsFolder(settings.runsDir);

  const { seed, limit, engine, workers, matmul = null } = settings;
  const { dataDir, histograms } = flags;
  // Like the histograms, recorded only so that a resume keeps it: neither changes a number.
  const checkpointSeconds = flags.checkpointSeconds === CHECKPOINT_SECONDS ? null : flags.checkpointSeconds;
  const computation = { limit, seed, engine, workers, matmul, checkpointSeconds, histograms, dataDir };
  const command = commandOf(name, { ...params, ...computation });
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
  const onEvent = reporter(terminal, { reference: comparableReference(recipe) }, flags.json);
  const job = { recipe, settings: { ...settings, resume }, signal: host.signal, onEvent };
  const finished = await Lab.run(job, (lab) => experiment.run(params, lab)).catch((error: unknown) => {
    terminal.keep(`rnn-lab: ${failureMessage(error)}`);
    throw error;
  });
  if (resume && finished.length === 0) {
    throw new UsageError(`Run ${resume.id} is finished, so there is nothing to resume.`);
  }
  if (finished.length > 1) terminal.line(comparisonTable(finished));
  return finished;
}
