import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { availableParallelism, cpus, freemem, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { grouped } from '../terminal/format';
import { cacheFolder, runsFolder } from '../folders';
import type { Check } from './check';

const FROM = [20, 20];

/** The machine itself. */
export const MACHINE: Check[] = [
  {
    name: 'Node',
    purpose: 'runs everything; 20.20 or later',
    needed: true,
    probe() {
      const [major, minor] = process.versions.node.split('.').map(Number);
      if (major < FROM[0] || (major === FROM[0] && minor < FROM[1]))
        throw new Error(`${process.versions.node} is too old; install 20.20 or later from nodejs.org.`);
      return `${process.versions.node} on ${process.platform} ${process.arch}`;
    },
  },
  {
    name: 'cores',
    purpose: 'train in parallel, a worker thread each (--workers)',
    needed: true,
    probe: () => [`${availableParallelism()}`, cpus()[0]?.model.trim()].filter(Boolean).join(', '),
  },
  {
    name: 'memory',
    purpose: 'holds the corpus, the model and the optimizer’s state',
    needed: true,
    probe: () => `${mebibytes(totalmem())}, of which ${mebibytes(freemem())} are free`,
  },
  {
    name: 'runs folder',
    purpose: 'holds each run: metrics, model, predictions (--runs-dir, RNN_LAB_RUNS)',
    needed: true,
    probe: () => freeSpace(runsFolder(null)),
  },
  {
    name: 'cache folder',
    purpose: 'holds downloads and tokens of earlier runs (RNN_LAB_CACHE)',
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
  return `${folder}, ${mebibytes(bavail * bsize)} free`;
}

function mebibytes(bytes: number): string {
  return `${grouped(bytes / 2 ** 20)} MiB`;
}
