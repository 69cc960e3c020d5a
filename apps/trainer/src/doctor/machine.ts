import { addressSpace, addressSpaceOf, refuseAddressSpace } from '@rnn-lab/engine';
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { availableParallelism, cpus, freemem, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { grouped } from '../terminal/format';
import { cacheFolder, runsFolder } from '../folders';
import { say } from '../language';
import type { Check } from './check';

const FROM = [20, 20];

/** The machine itself. */
export const MACHINE: Check[] = [
  {
    name: 'Node',
    purpose: { en: 'runs everything; 20.20 or later', ko: '모든 것을 실행, 20.20 이상' },
    needed: true,
    probe() {
      const [major, minor] = process.versions.node.split('.').map(Number);
      if (major < FROM[0] || (major === FROM[0] && minor < FROM[1]))
        throw new Error(`${process.versions.node} is too old; install 20.20 or later from nodejs.org.`);
      return `${process.versions.node} on ${process.platform} ${process.arch}`;
    },
  },
  {
    name: { en: 'cores', ko: '코어' },
    purpose: {
      en: 'train in parallel, a worker thread each (--workers)',
      ko: '작업 스레드 하나씩 나란히 학습(--workers)',
    },
    needed: true,
    probe: () => [`${availableParallelism()}`, cpus()[0]?.model.trim()].filter(Boolean).join(', '),
  },
  {
    name: { en: 'memory', ko: '메모리' },
    purpose: {
      en: 'holds the corpus, the model and the optimizer’s state',
      ko: '말뭉치, 모델, 옵티마이저 상태를 저장',
    },
    needed: true,
    probe() {
      const [total, free] = [totalmem(), freemem()].map(mebibytes);
      return say({ en: `${total}, of which ${free} are free`, ko: `${total}, 그중 ${free} 비어 있음` });
    },
  },
  {
    name: { en: 'address space', ko: '주소 공간' },
    purpose: {
      en: 'the engine cpu reserves far more than it uses (ulimit -v)',
      ko: '엔진 cpu는 쓰는 것보다 훨씬 많이 예약(ulimit -v)',
    },
    needed: true,
    probe() {
      const space = addressSpace();
      if (!space) return say({ en: 'no limit', ko: '제한 없음' });
      refuseAddressSpace('the engine cpu with 1 worker', addressSpaceOf('cpu', { engines: 2 }));
      const limit = mebibytes(space.limit);
      return say({ en: `limited to ${limit}`, ko: `${limit}로 제한됨` });
    },
  },
  {
    name: { en: 'runs folder', ko: '실행 폴더' },
    purpose: {
      en: 'holds each run: metrics, model, predictions (--runs-dir, RNN_LAB_RUNS)',
      ko: '실행마다 지표, 모델, 예측을 저장(--runs-dir, RNN_LAB_RUNS)',
    },
    needed: true,
    probe: () => freeSpace(runsFolder(null)),
  },
  {
    name: { en: 'cache folder', ko: '캐시 폴더' },
    purpose: {
      en: 'holds downloads and tokens of earlier runs (RNN_LAB_CACHE)',
      ko: '내려받은 파일과 이전 실행의 토큰을 저장(RNN_LAB_CACHE)',
    },
    needed: true,
    probe: () => freeSpace(cacheFolder()),
  },
];

/** @throws if the folder, or the one in which it would be made, can't be written to */
function freeSpace(folder: string): string {
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  if (!statSync(existing).isDirectory())
    throw new Error(`${folder} can't be made, because ${existing} is a file.`);
  accessSync(existing, constants.W_OK);
  const { bavail, bsize } = statfsSync(existing);
  const free = mebibytes(bavail * bsize);
  return say({ en: `${folder}, ${free} free`, ko: `${folder}, ${free} 비어 있음` });
}

function mebibytes(bytes: number): string {
  return `${grouped(bytes / 2 ** 20)} MiB`;
}
