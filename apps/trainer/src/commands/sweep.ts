import { Interruption, RunFailure } from '@rnn-lab/lab';
import { makeRunsFolder, metricKey } from '@rnn-lab/runs';
import { availableParallelism } from 'node:os';
import { mostWorkers, resolveSettings } from '../flags/settings';
import { say } from '../language';
import { queuedTrainers } from '../queue/queued-trainers';
import { checkVariants } from '../sweep/check-variants';
import { commandOfSweep, planSweep } from '../sweep/plan';
import { localTrainers } from '../sweep/local-trainers';
import { shareCores } from '../sweep/share-cores';
import { standingsOf } from '../sweep/standings';
import { Sweep } from '../sweep/sweep';
import { openSweep } from '../sweep/sweep-folder';
import { jobId } from '../sweep/trial-task';
import { labelOf, titleOf } from '../sweep/variants';
import { reporter } from '../terminal/report';
import { counted, duration } from '../terminal/format';
import { metricTitle } from '../terminal/labels';
import { chosenLines, sweepTable } from '../terminal/sweep-table';
import type { Experiment, LabEvent } from '@rnn-lab/lab';
import type { SweepRequest } from '../flags/sweep-command';
import type { Host } from '../host';
import type { Settings } from '../flags/settings';
import type { Split } from '@rnn-lab/runs';
import type { Plan } from '../sweep/plan';
import type { SweepListener, TrialProgress } from '../sweep/sweep';
import type { TrialTask } from '../sweep/trial-task';
import type { Trial } from '../sweep/variants';
import type { Terminal } from '../terminal/terminal';

/**
 * Trains an experiment's variants, a process for each seed of each, and prints how they rank. Trials of the sweep that are
 * trained already are skipped; interrupted ones continue.
 *
 * @throws UsageError before anything is trained if something is refused
 * @throws RunFailure after the table if a trial failed; Interruption if the sweep was interrupted
 */
export async function sweep(
  name: string,
  experiment: Experiment,
  request: SweepRequest,
  host: Host,
): Promise<void> {
  const { flags, options } = request;
  const { signal } = host;
  const terminal = host.terminal(flags);
  const plan = planSweep(name, experiment, request);
  const most = mostWorkers(flags.engine, experiment.kind);
  const { jobs, workers } = shareCores(availableParallelism(), most, { ...flags, jobs: options.jobs });
  const engines = Math.max(...plan.variants.map(({ params }) => experiment.engines?.(params) ?? 1));
  const settings = await resolveSettings({ ...flags, workers }, experiment.kind, engines);
  const command = commandOfSweep(name, plan, request);
  terminal.line(command);
  const { runsDir } = settings;
  const { budget } = options;
  const { name: sweepName, variants, seeds, rungs } = plan;
  const taskOf = (trial: Trial) => taskOfTrial(name, sweepName, flags, trial);
  const common = { name: sweepName, runsDir };
  const trainers =
    options.queue === null
      ? localTrainers(taskOf, { ...common, dataDir: flags.dataDir, jobs, workers }, signal)
      : await queuedTrainers(
          taskOf,
          { ...common, queue: options.queue, jobs: variants.length * seeds.length },
          terminal,
          signal,
        );
  let close = () => undefined as void;
  const onAbort = () => {
    if (trainers.onInterrupt !== null) terminal.line(trainers.onInterrupt);
  };
  const file = {
    schemaVersion: 1,
    name: sweepName,
    experiment: name,
    command,
    variants,
    seeds,
    budget,
  } as const;
  try {
    const split = await splitThatRanks(name, experiment, plan, settings, host, terminal);
    makeRunsFolder(runsDir);
    close = openSweep(runsDir, file);
    const { metric } = experiment.primaryMetric;
    const { jobs, isQueued } = trainers;
    const running: Sweep = new Sweep(
      { name: sweepName, experiment: name, variants, seeds, rungs, split, metric, runsDir, jobs, isQueued },
      trainers.train,
      linesOf(terminal, plan, () => [split, running.criterion.name]),
      signal,
    );
    announce(terminal, plan);
    await trainers.announce(terminal);
    signal.addEventListener('abort', onAbort);
    await running.run();
    await trainers.conclude(running, terminal);
    await conclude(running, experiment, terminal);
  } catch (error) {
    if (!signal.aborted) throw error;
    const { message } = signal.reason as Error;
    throw new Interruption(`${message}; ${trainers.continuation}`);
  } finally {
    signal.removeEventListener('abort', onAbort);
    close();
    await trainers.close();
  }
}

/** Checks the variants, and returns the split that ranks them. */
async function splitThatRanks(
  name: string,
  experiment: Experiment,
  { variants, listed, seeds }: Plan,
  settings: Settings,
  { signal }: Host,
  terminal: Terminal,
): Promise<'validation' | 'train'> {
  const report = reporter(terminal, { reference: {} }, false);
  /** Each variant's dry run repeats them. */
  const warnings = new Set<string>();
  const bar = terminal.progress(say({ en: 'Checking', ko: '검사' }), say({ en: 'variants', ko: '조합' }));
  const rows = await checkVariants(variants, listed, {
    name,
    experiment,
    settings: { ...settings, seed: seeds[0] },
    signal,
    onEvent: (event) => {
      if (event.kind === 'downloading') report(event);
      for (const message of warningsIn(event)) {
        if (!warnings.has(message)) terminal.warn(message);
        warnings.add(message);
      }
    },
    onProgress: (done, total) => bar.update(done, total),
  });
  if (rows.validation !== undefined) return 'validation';
  terminal.warn(
    `${name} has no validation split with these parameters, so the variants are ranked by the training data, which favors overfitting.`,
  );
  return 'train';
}

/** What the terminal prints of a variant's dry run. */
function warningsIn(event: LabEvent): string[] {
  if (event.kind === 'warning') return [event.message];
  return event.kind === 'caveats' ? event.caveats.map(say) : [];
}

function taskOfTrial(
  experiment: string,
  sweepName: string,
  { engine, matmul, checkpointSeconds, notes, workers, tag }: SweepRequest['flags'],
  trial: Trial,
): TrialTask {
  return {
    ...{ sweep: sweepName, job: jobId(sweepName, experiment, trial), experiment },
    ...{ params: trial.variant.params, seed: trial.seed, tags: tag },
    ...{ engine, matmul, checkpointSeconds, notes, workers },
  };
}

function announce(terminal: Terminal, plan: Plan): void {
  const { name, variants, seeds, rungs } = plan;
  const count = variants.length * seeds.length;
  terminal.line(
    say({
      en: `Sweep ${name}: ${counted(variants.length, 'variant')} × ${counted(seeds.length, 'seed')} = ${counted(count, 'training')}`,
      ko: `스윕 ${name}: 조합 ${variants.length}개 × 시드 ${seeds.length}개 = 학습 ${count}번`,
    }),
  );
  if (rungs.length === 0) return;
  const stages = rungs.map(({ epochs, size }) =>
    say({ en: `${size} to epoch ${epochs}`, ko: `${size}개를 에포크 ${epochs}까지` }),
  );
  terminal.line(
    say({ en: `Successive halving: ${stages.join(', ')}`, ko: `연속 반감: ${stages.join(', ')}` }),
  );
}

/** A line per trial, numbered. */
function linesOf(
  terminal: Terminal,
  { seeds, variants, rungs }: Plan,
  criterion: () => [split: Split, metric: string],
): SweepListener {
  const sizes = rungs.length > 0 ? rungs.map(({ size }) => size) : [variants.length];
  const total = sizes.reduce((sum, size) => sum + size, 0) * seeds.length;
  let done = 0;
  return {
    onWait: (trial, { id }) =>
      terminal.line(
        say({
          en: `${titleOf(trial)}: waiting for run ${id}, which another process trains`,
          ko: `${titleOf(trial)}: 다른 프로세스가 학습하는 실행 ${id} 기다리는 중`,
        }),
      ),
    onTrial: (progress) =>
      terminal.line(
        `[${++done}/${total}] ${titleOf(progress.trial)}: ${outcomeOf(progress, ...criterion())}`,
      ),
  };
}

function outcomeOf({ entry, problem, skipped }: TrialProgress, split: Split, metric: string): string {
  if (problem !== null) return problem;
  const { summary = {}, timings, status } = entry?.run ?? {};
  const value = summary[metricKey(split, metric)]?.last;
  const score = value === undefined ? '' : `${metricTitle(split, metric)} ${value.toFixed(4)}`;
  const seconds = status === 'finished' && timings?.train !== undefined ? duration(timings.train) : '';
  const before = skipped ? say({ en: 'trained before', ko: '이미 학습함' }) : '';
  return [score, seconds, before].filter(Boolean).join(', ');
}

/** Prints the table and the chosen variant. */
async function conclude(running: Sweep, experiment: Experiment, terminal: Terminal): Promise<void> {
  const { plan } = running;
  const { name } = running.criterion;
  const standings = await standingsOf(running);
  terminal.line(sweepTable(standings, plan, name));
  if (standings[0].status === 'finished') {
    for (const line of chosenLines(standings[0], plan, name, experiment)) terminal.line(line);
  }
  const failed = plan.variants.flatMap((variant) =>
    running.trialsOf(variant).flatMap((trial) => {
      const problem = running.problemOf(trial);
      return problem === undefined ? [] : [{ trial, problem }];
    }),
  );
  for (const { trial, problem } of failed) {
    terminal.error(`${labelOf(trial.variant)} seed=${trial.seed}: ${problem}`);
  }
  if (failed.length === 0) return;
  throw new RunFailure(
    `${failed.length} of the sweep's trainings failed; the same command tries them again. The reasons are above.`,
  );
}
