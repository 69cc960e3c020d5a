import { integer, real, required, text } from '@rnn-lab/lab';
import { availableParallelism } from 'node:os';
import { say } from '../language';
import { addOptions, resolveOptions } from './options';
import { COMMON_FLAGS } from './settings';
import type { Parameters, Values } from '@rnn-lab/lab';
import type { Command } from 'commander';

const { runsDir, dataDir, workers } = COMMON_FLAGS;
const LOCK_SECONDS = 30;

const WORKER = {
  queue: required(
    text({
      en: 'address of the Redis server, as redis://host:6379 (rediss:// for TLS); RNN_LAB_QUEUE_PASSWORD sets its password',
      ko: 'Redis 서버의 주소, 예: redis://host:6379(TLS는 rediss://). 비밀번호는 RNN_LAB_QUEUE_PASSWORD로 설정',
    }),
  ),
  report: text({
    en: 'address of a dashboard that the runs are sent to, as http://host:3000, if this worker shares no runs folder; RNN_LAB_TOKEN is its token',
    ko: '실행 폴더를 함께 쓰지 않을 때 실행을 보낼 대시보드의 주소, 예: http://host:3000. 토큰은 RNN_LAB_TOKEN으로 설정',
  }),
  jobs: integer(
    null,
    {
      en: 'trainings at once (default: as many as the cores have workers for)',
      ko: '동시에 학습할 수(기본값: 코어가 작업 스레드를 감당하는 만큼)',
    },
    { min: 1, max: availableParallelism() },
  ),
  workers: {
    ...workers,
    description: {
      en: 'threads of each training, if its sweep does not say (default: shared among the trainings)',
      ko: '스윕이 정하지 않은 경우 학습마다 쓸 작업 스레드 수(기본값: 학습끼리 코어를 나눔)',
    },
  },
  lockSeconds: real(
    LOCK_SECONDS,
    {
      en: 'seconds without a sign of life after which the jobs of this worker go to others',
      ko: '이 작업자가 응답하지 않으면 다른 작업자가 작업을 넘겨받기까지의 초',
    },
    { above: 0 },
  ),
  runsDir,
  dataDir,
};

export type WorkerFlags = Values<typeof WORKER>;
type Given = Partial<Values<Parameters>>;

/** Adds `worker`. */
export function addWorkerCommand(program: Command, action: (flags: WorkerFlags) => Promise<void>): void {
  addOptions(program.command('worker'), WORKER)
    .description(
      say({
        en: 'Trains what sweeps with --queue have added to a queue, until Ctrl-C. Workers on several machines need a runs folder that they share, or --report.',
        ko: '스윕이 --queue로 큐에 넣은 작업을 Ctrl-C를 누를 때까지 학습합니다. 여러 컴퓨터의 작업자는 실행 폴더를 함께 쓰거나 --report를 써야 합니다.',
      }),
    )
    .action((given: Given) => action(resolveOptions(WORKER, given)));
}
