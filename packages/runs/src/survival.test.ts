import { canMount, onTmpfs, outcomeOf, within, withTool } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { contentsBelow, filesBelow, options, temporaryFolder } from '../test/options';
import { createRun, listRuns, readMetrics, readRun } from './index';
import type { ChildProcess } from 'node:child_process';

const WRITE = join(__dirname, '../test/write.cjs');
const folder = temporaryFolder();

function runsFolder(name: string): string {
  const runsDir = join(folder, name);
  mkdirSync(runsDir);
  return runsDir;
}

function runsError(message: string): Error {
  return expect.objectContaining({ name: 'RunsError', message });
}

async function output(child: ChildProcess) {
  const { code, stdout, stderr } = await outcomeOf(child);
  return { code, stderr, directory: stdout.trim() };
}

describe('a process killed while writing', () => {
  it.each(['metrics', 'predictions'])('leaves a readable run (%s)', async (what) => {
    const runsDir = runsFolder(`killed-${what}`);
    for (let attempt = 0; attempt < 5; attempt++) {
      const child = spawn(process.execPath, [WRITE, runsDir, what]);
      const [line] = await within(60, 'The start of a run', once(child.stdout, 'data'));
      const directory = String(line).trim();
      await sleep(100 + 100 * Math.random());
      child.kill('SIGKILL');
      await within(60, 'The end of the killed process', once(child, 'close'));

      const entry = await readRun(directory);
      expect(entry).toMatchObject({ problem: null, run: { status: 'stopped' } });
      const { lines } = await readMetrics(directory);
      expect(lines.map(({ step }) => step)).toEqual(lines.map((_, i) => i + 1));
      expect(existsSync(join(directory, 'predictions/test.jsonl'))).toBe(false);
    }
    expect(await listRuns(runsDir)).toHaveLength(5);
  });
});

describe('a full disk', () => {
  // A limit on file sizes acts like a full disk, but needs no privilege. The unit in sh is 512 bytes.
  function writeWithin(blocks: number, runsDir: string, what: string) {
    const limited = `ulimit -f ${blocks}; exec "$0" "$@"`;
    return output(spawn('sh', ['-c', limited, process.execPath, WRITE, runsDir, what]));
  }

  it.each([
    ['metrics', 'metrics.jsonl'],
    ['predictions', 'predictions/test.jsonl'],
    ['model', 'model/model.json'],
  ])('ends the run with a message and no partial file (%s)', async (what, file) => {
    const { code, stderr, directory } = await writeWithin(64, runsFolder(`full-${what}`), what);
    const message = `Can't write ${join(directory, file)}: the limit on file sizes is reached; raise it (ulimit -f) and start again.`;
    expect(stderr).toBe(`RunsError: ${message}\n`);
    expect(code).toBe(1);
    expect(await readRun(directory)).toMatchObject({
      problem: null,
      run: {
        status: 'failed',
        error: message,
        errorDetails: { code: 'unwritable-file', values: { errno: 'EFBIG' } },
      },
    });
    expect(readdirSync(directory).sort()).toEqual([
      'annotations.json',
      'console.log',
      'lock',
      'metrics.jsonl',
      'run.json',
    ]);
    expect(readFileSync(join(directory, 'metrics.jsonl'), 'utf8')).toMatch(
      what === 'metrics' ? /\}\n$/ : /^$/,
    );
  });

  it('refuses to begin a run if run.json can’t be written', async () => {
    const runsDir = runsFolder('full');
    const { code, stderr } = await writeWithin(0, runsDir, 'metrics');
    expect(stderr).toBe(
      `RunsError: Can't begin a run in ${runsDir}: the limit on file sizes is reached; raise it (ulimit -f) and start again.\n`,
    );
    expect(code).toBe(1);
    expect(filesBelow(runsDir)).toEqual([]);
    expect(await listRuns(runsDir)).toEqual([]);
  });

  it('is reported by the next call if a heartbeat failed', async () => {
    jest.useFakeTimers();
    try {
      const run = await createRun(options(runsFolder('heartbeat')));
      rmSync(join(run.directory, 'run.json'));
      mkdirSync(join(run.directory, 'run.json'));
      jest.advanceTimersByTime(5_100);
      const message = `Can't write ${join(run.directory, 'run.json')}: it is a folder, not a file.`;
      expect(() => run.step({ step: 1, epoch: 1, t: 0.1, loss: 0.7 })).toThrow(runsError(message));
      expect(() => run.finish({ results: {} })).toThrow(runsError(message));
      expect(() => run.fail('for another reason')).not.toThrow();
      expect(() => run.interrupt()).not.toThrow();
    } finally {
      jest.useRealTimers();
    }
  });
});

withTool('unshare', canMount()).describe('a disk that is really full', () => {
  async function writeOn(size: string, what: string) {
    const [runsDir, copy] = [join(folder, `disk-${what}`), join(folder, `copy-${what}`)];
    const unshare = onTmpfs(`size=${size}`, runsDir, copy, [process.execPath, WRITE, runsDir, what]);
    const { code, stdout, stderr } = await outcomeOf(spawn('unshare', unshare));
    const [directory, ...printed] = stdout.trim().split('\n');
    return { code, stderr, printed, directory, copy: directory.replace(runsDir, copy) };
  }

  it('that doesn’t take the end of a run leaves a run that counts as stopped', async () => {
    const { code, stderr, directory, copy } = await writeOn('400k', 'end');
    const message = `Can't write ${join(directory, 'run.json')}: the disk is full; free some space and start again.`;
    expect(stderr).toBe(`RunsError: ${message}\n`);
    expect(code).toBe(1);
    // Nothing can be cut to free space for run.json: the checkpoint needs all of metrics.jsonl.
    expect(await readRun(copy)).toMatchObject({ problem: null, run: { status: 'stopped' } });
    expect((await readMetrics(copy)).lines).toHaveLength(1000);
  });

  it('that is still full leaves a run that is resumed as it was', async () => {
    const resume = (...args: string[]) => [process.execPath, join(__dirname, '../test/resume.cjs'), ...args];
    const [node, ...begin] = resume('begin', runsFolder('before'));
    const { directory } = await output(spawn(node, begin));
    const [runsDir, copy] = [join(folder, 'disk-resume'), join(folder, 'copy-resume')];
    const fillAndResume = 'cp -a "$1" run; cat /dev/zero >filler 2>/dev/null; shift; exec "$@"';
    const command = [
      'env',
      '-C',
      runsDir,
      'sh',
      '-c',
      fillAndResume,
      'sh',
      directory,
      ...resume('resume', 'run'),
    ];
    const unshare = onTmpfs('size=400k', runsDir, copy, command);
    const { code, stderr } = await outcomeOf(spawn('unshare', unshare));
    expect(stderr).toMatch(
      /^RunsError: Can't write \S+: the disk is full; free some space and start again\.\n$/,
    );
    expect(code).toBe(1);
    expect(contentsBelow(join(copy, 'run'))).toEqual(contentsBelow(directory));
  });

  it('keeps the new checkpoint in the place of the older ones', async () => {
    // A checkpoint has a MiB, so the disk takes two.
    const { printed, stderr } = await writeOn('2500k', 'checkpoints');
    expect(stderr).toBe('');
    expect(printed).toEqual(['2.checkpoint,3.checkpoint']);
  });
});

describe('a runs folder that can’t be created', () => {
  it('is refused below a file', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(createRun(options(join(file, 'runs')))).rejects.toThrow(
      runsError(
        `Can't use ${join(file, 'runs')} as the runs folder: a part of its path is a file, not a folder; choose another folder.`,
      ),
    );
    await expect(createRun(options(file))).rejects.toThrow(
      runsError(
        `Can't use ${file} as the runs folder: a file, not a folder, has that name; choose another folder.`,
      ),
    );
  });

  it('is refused without permission', async () => {
    const closed = runsFolder('closed');
    chmodSync(closed, 0o555);
    chmodSync(folder, 0o755);
    // Root may write everywhere, so the process runs as another user.
    const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const { code, stderr } = await output(
      spawn(process.execPath, [WRITE, join(closed, 'runs'), 'metrics'], user),
    );
    expect(stderr).toBe(
      `RunsError: Can't use ${join(closed, 'runs')} as the runs folder: permission is denied; allow it or choose another folder.\n`,
    );
    expect(code).toBe(1);
  });
});
