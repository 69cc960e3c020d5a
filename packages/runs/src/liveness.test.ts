import { outcomeOf, within } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { options, temporaryFolder } from '../test/options';
import { tryLock } from './file-lock';
import { createRun, isLive, moveToTrash, openRun, readRun, writeAnnotations } from './index';
import { lockRun } from './liveness';
import type { ChildProcess } from 'node:child_process';

const DAY = 24 * 60 * 60;
const folder = temporaryFolder();
const writers: ChildProcess[] = [];
afterAll(() => writers.forEach((writer) => writer.kill('SIGKILL')));

/** A process that writes a run without end. */
async function writing(runsDir: string) {
  const child = spawn(process.execPath, [join(__dirname, '../test/write.cjs'), runsDir, 'metrics']);
  writers.push(child);
  const [line] = await within(60, 'The start of a run', once(child.stdout, 'data'));
  return { child, directory: String(line).trim() };
}

async function killed({ child }: { child: ChildProcess }): Promise<void> {
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await within(60, 'The end of the killed process', closed);
}

/** How often this process has a file open; Linux counts. */
function descriptorsOf(file: string): number {
  if (process.platform !== 'linux') return 0;
  const links = readdirSync('/proc/self/fd').map((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`);
    } catch {
      return null;
    }
  });
  return links.filter((link) => link === file).length;
}

const statusOf = async (directory: string) => (await readRun(directory)).run?.status;

function setHeartbeat(directory: string, secondsFromNow: number): void {
  const file = join(directory, 'run.json');
  const heartbeatAt = new Date(Date.now() + secondsFromNow * 1000).toISOString();
  const run = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...run, heartbeatAt }));
}

/** Sets the modification time of all files, as the clock of a file server would. */
function setTimes(directory: string, secondsFromNow: number): void {
  const time = Date.now() / 1000 + secondsFromNow;
  for (const name of readdirSync(directory)) utimesSync(join(directory, name), time, time);
}

describe('a run with a lock', () => {
  it('runs while its process is paused, and has stopped as soon as it is killed, whatever any clock says', async () => {
    const runsDir = join(folder, 'locked');
    const writer = await writing(runsDir);
    const { child, directory } = writer;
    child.kill('SIGSTOP');
    for (const seconds of [-DAY, DAY]) {
      setHeartbeat(directory, seconds);
      setTimes(directory, seconds);
      expect(await statusOf(directory)).toBe('running');
    }
    await expect(moveToTrash(runsDir, basename(directory))).rejects.toThrow('is still running');
    writeFileSync(join(directory, 'run.json'), '{');
    await expect(moveToTrash(runsDir, basename(directory))).rejects.toThrow('is still running');

    writeFileSync(
      join(directory, 'run.json'),
      JSON.stringify({ ...options(''), status: 'running', startedAt: '2020-01-01T00:00:00Z' }),
    );
    await killed(writer);
    for (const seconds of [-DAY, 0, DAY]) {
      setHeartbeat(directory, seconds);
      setTimes(directory, seconds);
      expect(await statusOf(directory)).toBe('stopped');
    }
    await moveToTrash(runsDir, basename(directory));
  });

  it('is probed without keeping a descriptor', async () => {
    const run = await createRun(options(join(folder, 'probed')));
    const before = descriptorsOf(join(run.directory, 'lock'));
    const probes = await Promise.all(Array.from({ length: 1000 }, () => isLive(run.directory)));
    expect(new Set(probes)).toEqual(new Set([true]));
    expect(descriptorsOf(join(run.directory, 'lock'))).toBe(before);
    run.finish({ results: {} });
    expect(await isLive(run.directory)).toBe(false);
    expect(await statusOf(run.directory)).toBe('finished');
  });

  it('ends between the reader’s look at run.json and at the lock as what it is', async () => {
    const run = await createRun(options(join(folder, 'ending')));
    const reading = readRun(run.directory);
    run.finish({ results: {} });
    expect(['running', 'finished']).toContain((await reading).run?.status);
  });

  it('is refused to a second writer, which waits for a reader that probes', async () => {
    const run = await createRun(options(join(folder, 'twice')));
    await expect(lockRun(run.directory)).rejects.toMatchObject({
      code: 'run-locked',
      message: `Another process writes the run ${run.id}; end it and try again.`,
    });
    run.interrupt();

    const probe = openSync(join(run.directory, 'lock'), 'r');
    expect(tryLock(probe, 'shared')).toBe(true);
    const locking = lockRun(run.directory);
    setTimeout(() => closeSync(probe), 50);
    const descriptor = await locking;
    expect(await isLive(run.directory)).toBe(true);
    closeSync(descriptor as number);
  });
});

describe('a run without a lock', () => {
  let clock: number;
  let directory: string;

  beforeEach(async () => {
    const writer = await writing(join(folder, 'without'));
    await killed(writer);
    directory = writer.directory;
    rmSync(join(directory, 'lock'));
    clock = performance.now();
    jest.spyOn(performance, 'now').mockImplementation(() => clock);
  });
  afterEach(() => jest.restoreAllMocks());

  it('has stopped when none of its files has changed for 30 s', async () => {
    expect(await statusOf(directory)).toBe('running');
    clock += 29_000;
    expect(await statusOf(directory)).toBe('running');
    clock += 2_000;
    expect(await statusOf(directory)).toBe('stopped');
    writeFileSync(join(directory, 'metrics.jsonl'), '');
    expect(await statusOf(directory)).toBe('running');
    clock += 31_000;
    expect(await statusOf(directory)).toBe('stopped');
    // What a reader writes is no sign of life.
    writeAnnotations(directory, { tags: ['looked at'] });
    expect(await statusOf(directory)).toBe('stopped');
  });

  it('has stopped at first sight if its files are older', async () => {
    setTimes(directory, -31);
    expect(await statusOf(directory)).toBe('stopped');
  });

  it.each([-DAY, DAY])('stops and goes on with the clock of its machine %i s off', async (seconds) => {
    const beat = (more: number) => {
      setHeartbeat(directory, seconds + more);
      setTimes(directory, seconds + more);
    };
    beat(0);
    // At first sight, old timestamps are all there is.
    expect(await statusOf(directory)).toBe(seconds < 0 ? 'stopped' : 'running');
    beat(5);
    expect(await statusOf(directory)).toBe('running');
    clock += 31_000;
    expect(await statusOf(directory)).toBe('stopped');
    beat(10);
    expect(await statusOf(directory)).toBe('running');
  });
});

describe('a run without a lock whose files seem old', () => {
  async function seemingOld(): Promise<string> {
    const writer = await writing(join(folder, 'old'));
    await killed(writer);
    rmSync(join(writer.directory, 'lock'));
    setTimes(writer.directory, -DAY);
    return writer.directory;
  }

  it('is not opened while they change', async () => {
    const directory = await seemingOld();
    const opening = openRun(directory);
    const beat = setTimeout(() => setTimes(directory, 5 - DAY), 2_000);
    await expect(opening).rejects.toMatchObject({ code: 'run-locked' });
    clearTimeout(beat);
    expect(existsSync(join(directory, 'lock'))).toBe(false);
  });

  it('is opened if they don’t', async () => {
    const { writer } = await openRun(await seemingOld());
    writer.interrupt();
  });
});

describe('a run whose folder disappears', () => {
  const removals: [string, (directory: string) => void][] = [
    ['is deleted', (directory) => rmSync(directory, { recursive: true })],
    ['is moved', (directory) => renameSync(directory, `${directory}-moved`)],
    ['loses its metrics', (directory) => rmSync(join(directory, 'metrics.jsonl'))],
    [
      'is replaced by a copy',
      (directory) => {
        const run = readFileSync(join(directory, 'run.json'));
        rmSync(directory, { recursive: true });
        mkdirSync(directory);
        writeFileSync(join(directory, 'run.json'), run);
        writeFileSync(join(directory, 'metrics.jsonl'), '');
      },
    ],
  ];
  const message = ({ directory }: { directory: string }) =>
    `The run's folder ${directory} or its metrics were deleted, moved or replaced before the run's end; train again.`;

  it.each(removals)('fails if it %s, and does not come back', async (what, remove) => {
    const run = await createRun(options(join(folder, what)));
    run.step({ step: 1, epoch: 1, t: 0.1, loss: 0.7 });
    remove(run.directory);
    const stays = existsSync(run.directory);
    expect(() => run.finish({ results: {} })).toThrow(message(run));
    expect(JSON.parse(run.json)).toMatchObject({
      status: 'failed',
      error: message(run),
      errorDetails: { code: 'run-gone', values: { folder: run.directory } },
    });
    expect(existsSync(run.directory)).toBe(stays);
    if (stays) expect(await statusOf(run.directory)).toBe('failed');
  });

  it.each(removals)('notices within a heartbeat that it %s', async (what, remove) => {
    jest.useFakeTimers();
    try {
      const run = await createRun(options(join(folder, what)));
      remove(run.directory);
      jest.advanceTimersByTime(5_200);
      expect(() => run.step({ step: 1, epoch: 1, t: 0.1, loss: 0.7 })).toThrow(message(run));
    } finally {
      jest.useRealTimers();
    }
  });

  it.each(['writePreprocessing', 'writePredictions', 'saveModel'] as const)(
    'fails in %s, without making the folder again',
    async (method) => {
      const run = await createRun(options(join(folder, method)));
      rmSync(run.directory, { recursive: true });
      const write = {
        writePreprocessing: async () => run.writePreprocessing({ kind: 'text' }),
        writePredictions: () => run.writePredictions('test', []),
        saveModel: () =>
          run.saveModel({ modelTopology: {}, weightSpecs: [], weightData: new ArrayBuffer(4) }),
      };
      await expect(write[method]()).rejects.toThrow(message(run));
      expect(readdirSync(join(folder, method))).toEqual([]);
    },
  );
});

// Descriptors are counted by Linux.
(process.platform === 'linux' ? it : it.skip)(
  'a process without another descriptor ends its run as failed',
  async () => {
    const runsDir = join(folder, 'descriptors');
    const child = spawn(process.execPath, [join(__dirname, '../test/write.cjs'), runsDir, 'descriptors']);
    const { code, stdout, stderr } = await outcomeOf(child);
    const directory = stdout.trim();
    const message = `Can't write ${join(directory, 'run.json')}: too many files are open; raise the limit (ulimit -n) and start again.`;
    expect({ code, stderr }).toEqual({ code: 1, stderr: `RunsError: ${message}\n` });
    expect((await readRun(directory)).run).toMatchObject({ status: 'failed', error: message });
  },
);
