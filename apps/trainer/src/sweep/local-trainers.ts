import { say } from '../language';
import { counted } from '../terminal/format';
import { trainTask } from './trial-task';
import type { TaskOf, Trainers } from './trainers';

interface LocalOptions {
  name: string;
  runsDir: string;
  dataDir: string | null;
  jobs: number;
  /** Threads of each process. */
  workers: number;
}

/** Trains in processes here. */
export function localTrainers(
  taskOf: TaskOf,
  { name, jobs, workers, ...folders }: LocalOptions,
  signal: AbortSignal,
): Trainers {
  return {
    jobs,
    isQueued: false,
    train: (trial, options) => trainTask({ ...taskOf(trial), workers }, options, folders, signal),
    announce: async (terminal) =>
      terminal.line(
        say({
          en: `${jobs} at once, with ${counted(workers, 'worker')} each`,
          ko: `동시에 ${jobs}번, 저마다 작업 스레드 ${workers}개`,
        }),
      ),
    onInterrupt: say({
      en: 'Ending the trainings, each with a checkpoint; a second Ctrl-C ends them at once.',
      ko: '학습마다 체크포인트를 남기고 끝냅니다. Ctrl-C를 한 번 더 누르면 바로 끝냅니다.',
    }),
    continuation: `the same command continues the sweep ${name}`,
    conclude: async () => undefined,
    close: async () => undefined,
  };
}
