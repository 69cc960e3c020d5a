import { Interruption } from '@rnn-lab/lab';
import { makeRunsFolder } from '@rnn-lab/runs';
import { availableParallelism } from 'node:os';
import { runsFolder } from '../folders';
import { mostWorkers } from '../flags/settings';
import { say } from '../language';
import { redisAddress } from '../queue/address';
import { printConnection } from '../queue/connection-lines';
import { TrialWorker } from '../queue/trial-worker';
import { DashboardClient } from '../report/dashboard-client';
import { linesOfReports, printUnsent } from '../report/report-lines';
import { RunReporter } from '../report/run-reporter';
import { trainTask } from '../sweep/trial-task';
import { shareCores } from '../sweep/share-cores';
import type { Experiment } from '@rnn-lab/lab';
import type { WorkerFlags } from '../flags/worker-command';
import type { Host } from '../host';
import type { JobData } from '../queue/trial-queue';
import type { WorkerListener } from '../queue/trial-worker';
import type { Terminal } from '../terminal/terminal';

/**
 * Trains the jobs of a queue until it is interrupted; with `--report`, sends their runs to a dashboard.
 *
 * @throws UsageError if an address is wrong; UserError `queue-unreachable`, `dashboard-unusable`; Interruption at the end
 */
export async function worker(
  experiments: ReadonlyMap<string, Experiment>,
  flags: WorkerFlags,
  host: Host,
): Promise<void> {
  const address = redisAddress(flags.queue);
  const dashboard = flags.report === null ? null : DashboardClient.at(flags.report);
  const terminal = host.terminal({ json: false, quiet: false });
  const runsDir = runsFolder(flags.runsDir);
  makeRunsFolder(runsDir);
  const { jobs, workers } = shareCores(availableParallelism(), mostWorkers('cpu', 'text'), flags);
  const workersOf = ({ engine, experiment }: JobData) =>
    Math.min(workers, mostWorkers(engine, experiments.get(experiment)?.kind ?? 'series'));
  const { signal } = host;
  const reporter =
    dashboard &&
    (await RunReporter.open(dashboard, runsDir, linesOfReports(terminal, dashboard.address), signal));
  const options = {
    ...{ runsDir, jobs, workersOf, dataDir: flags.dataDir, lockSeconds: flags.lockSeconds },
    experiments: new Set(experiments.keys()),
    train: trainTask,
    ...(reporter && { deliver: (run: string) => reporter.deliver(run, signal) }),
  };
  try {
    const trials = await TrialWorker.open(address, options, listenerOf(terminal, reporter), signal);
    try {
      printConnection(trials.client, address.label, terminal, () => trials.isClosing);
      terminal.line(
        say({
          en: `Waiting for jobs of ${address.label}: ${jobs} at once, runs in ${runsDir}. Ctrl-C ends this worker.`,
          ko: `${address.label}의 작업을 기다리는 중: 동시에 ${jobs}개, 실행 폴더 ${runsDir}. Ctrl-C로 작업자를 끝냅니다.`,
        }),
      );
      if (dashboard) {
        terminal.line(
          say({
            en: `Runs are sent to ${dashboard.address}`,
            ko: `실행을 ${dashboard.address}에 보냄`,
          }),
        );
      }
      await trials.run();
    } finally {
      await trials.close();
    }
  } finally {
    if (reporter) printUnsent(await reporter.close(), runsDir, terminal);
  }
  throw new Interruption(
    `${(signal.reason as Error).message}; jobs that were not done are in the queue again`,
  );
}

/** Prints what happens to jobs; their runs are reported. */
function listenerOf(terminal: Terminal, reporter: RunReporter | null): WorkerListener {
  const lines = linesOf(terminal);
  if (!reporter) return lines;
  return {
    ...lines,
    onStart: (data, resume) => {
      reporter.begin(data.job);
      lines.onStart(data, resume);
    },
    onDuplicate: (data, run, kept) => {
      reporter.send(run);
      lines.onDuplicate(data, run, kept);
    },
  };
}

/** A line per event of a job. */
function linesOf(terminal: Terminal): WorkerListener {
  const line = ({ sweep, experiment, title }: JobData, text: string) =>
    terminal.line(`${sweep}: ${[experiment, title].filter(Boolean).join(' ')}: ${text}`);
  return {
    onStart: (job, resume) =>
      line(
        job,
        resume === null
          ? say({ en: 'training', ko: '학습 시작' })
          : say({ en: `continuing run ${resume}`, ko: `실행 ${resume} 이어서 학습` }),
      ),
    onFinish: (job, run, isFound) =>
      line(
        job,
        isFound
          ? say({ en: `trained before, as run ${run}`, ko: `이미 학습함, 실행 ${run}` })
          : say({ en: `trained, as run ${run}`, ko: `학습함, 실행 ${run}` }),
      ),
    onFail: (job, reason) => line(job, say({ en: `failed: ${reason}`, ko: `실패: ${reason}` })),
    onReturn: (job) => line(job, say({ en: 'given back to the queue', ko: '큐에 되돌려 놓음' })),
    onLockLost: (job) =>
      line(
        job,
        say({
          en: 'the queue has not heard of this worker in time, so another one may train the job, too',
          ko: '이 작업자의 응답이 늦어 다른 작업자도 이 작업을 학습할 수 있음',
        }),
      ),
    onDuplicate: (job, run, kept) =>
      line(
        job,
        say({
          en: `run ${run} is a duplicate of ${kept}, which is kept; it is marked as one`,
          ko: `실행 ${run}은(는) 유효한 실행 ${kept}의 중복으로 표시함`,
        }),
      ),
    onRefused: (reason) =>
      terminal.warn(
        say({
          en: `The queue gives no jobs, and is asked again every second: ${reason}`,
          ko: `큐가 작업을 주지 않아 1초마다 다시 요청함: ${reason}`,
        }),
      ),
  };
}
