import fs, {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { options, temporaryFolder } from '../test/options';
import { readCheckpointFile, writeCheckpointFile } from './checkpoint-file';
import { createRun, openRun, readMetrics, removeLeftovers } from './index';
import type { RunWriter } from './index';

const folder = temporaryFolder();

const CONTENT = {
  floats: Float32Array.of(1.5, -0, NaN, Infinity),
  nested: [
    { doubles: Float64Array.of(0.1) },
    { integers: Int32Array.of(-1, 2 ** 31 - 1) },
    new Uint8Array(0),
  ],
  numbers: [0.1, NaN, -Infinity, -0],
  text: '낱말\n',
  nothing: null,
};

describe('a checkpoint file', () => {
  const file = join(folder, 'a.checkpoint');

  it('gives back what was written, to the last bit', async () => {
    await writeCheckpointFile(file, { ...CONTENT, absent: undefined });
    expect(await readCheckpointFile(file)).toEqual(CONTENT);
  });

  it('is refused with any of its bits flipped, and cut anywhere', async () => {
    const bytes = readFileSync(file);
    const damaged = join(folder, 'b.checkpoint');
    for (let at = 0; at < bytes.length; at++) {
      const copy = Buffer.from(bytes);
      copy[at] ^= 1 << (at % 8);
      writeFileSync(damaged, copy);
      expect(await readCheckpointFile(damaged)).toBeUndefined();
      writeFileSync(damaged, bytes.subarray(0, at));
      expect(await readCheckpointFile(damaged)).toBeUndefined();
    }
  });

  it('refuses what it could not give back', async () => {
    for (const value of [new Map(), new Date(), new BigInt64Array(1)]) {
      const name = value.constructor.name;
      const path = join(folder, `${name}.checkpoint`);
      await expect(writeCheckpointFile(path, { a: [value] })).rejects.toThrow(
        `A checkpoint can't hold a ${name}; use plain data and typed arrays.`,
      );
    }
  });

  it('has arrays of several megabytes between small ones, in their order', async () => {
    const content = [3, 1_500_000, 2, 1_048_576, 0, 1].map((length) => new Float32Array(length).fill(length));
    const large = join(folder, 'large.checkpoint');
    await writeCheckpointFile(large, content);
    const read = (await readCheckpointFile(large)) as Float32Array[];
    // Jest compares arrays of this size for minutes.
    const bytesOf = ({ buffer }: Float32Array) => Buffer.from(buffer);
    expect(read.map(bytesOf).map((bytes, i) => bytes.equals(bytesOf(content[i])))).not.toContain(false);
    expect(read).toHaveLength(content.length);
  });
});

describe('a run', () => {
  const write = (run: RunWriter, from: number, to: number) => {
    for (let step = from; step <= to; step++) run.step({ step, epoch: 1, t: step, loss: 1 / step });
  };

  async function withThreeCheckpoints(): Promise<RunWriter> {
    const run = await createRun(options(folder));
    for (const step of [10, 20, 30]) {
      write(run, step - 9, step);
      await run.saveCheckpoint(step, { step });
    }
    write(run, 31, 35);
    run.interrupt();
    return run;
  }

  const kept = ({ directory }: RunWriter) => readdirSync(join(directory, 'checkpoint')).sort();

  /** Lets files whose path ends so fail to open. */
  async function withErrorIn(end: string, code: string, action: () => Promise<void>): Promise<void> {
    const { open } = fs.promises;
    jest.spyOn(fs.promises, 'open').mockImplementation((path, ...rest) => {
      if (!String(path).endsWith(end)) return open(path, ...rest);
      return Promise.reject(Object.assign(new Error(code), { code, syscall: 'open' }));
    });
    await action().finally(() => jest.restoreAllMocks());
  }

  it('loses those that a killed process has left only once it is finished', async () => {
    const run = await withThreeCheckpoints();
    await removeLeftovers(run.directory);
    expect(kept(run)).toEqual(['2.checkpoint', '3.checkpoint']);
    const file = join(run.directory, 'run.json');
    writeFileSync(file, JSON.stringify({ ...JSON.parse(run.json), status: 'finished' }));
    await removeLeftovers(run.directory);
    expect(readdirSync(run.directory)).not.toContain('checkpoint');
  });

  it('keeps the newest two checkpoints, and continues from the newest', async () => {
    const run = await withThreeCheckpoints();
    expect(kept(run)).toEqual(['2.checkpoint', '3.checkpoint']);

    const { checkpoint, damaged, writer } = await openRun(run.directory);
    expect({ checkpoint, damaged }).toMatchObject({
      checkpoint: { step: 30, content: { step: 30 } },
      damaged: [],
    });
    expect((await readMetrics(run.directory)).lines).toHaveLength(35);
    await writer.begin();
    write(writer, 31, 40);
    writer.finish({ results: {} });
    const { lines, nextByte } = await readMetrics(run.directory);
    expect(lines.map(({ step }) => step)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    const ended = JSON.parse(writer.json);
    expect(ended).toMatchObject({ status: 'finished', resumes: [{ step: 30, bytes: checkpoint?.bytes }] });
    expect(ended.summary['train.loss']).toMatchObject({ last: 1 / 40, best: 1 / 40, bestStep: 40 });
    expect(readdirSync(run.directory).sort()).toEqual([
      'annotations.json',
      'console.log',
      'lock',
      'metrics.jsonl',
      'run.json',
    ]);

    // A reader that was past the cut reads from there again.
    expect(await readMetrics(run.directory, { fromByte: nextByte, resumes: 0 })).toMatchObject({
      fromByte: checkpoint?.bytes,
      resumes: 1,
    });
  });

  it('takes the checkpoint before one that metrics.jsonl is too short for', async () => {
    const run = await withThreeCheckpoints();
    const metrics = join(run.directory, 'metrics.jsonl');
    truncateSync(metrics, readFileSync(metrics, 'utf8').indexOf('"step":25'));
    const { checkpoint, damaged, writer } = await openRun(run.directory);
    expect({ checkpoint, damaged }).toMatchObject({
      checkpoint: { step: 20 },
      damaged: ['checkpoint/3.checkpoint'],
    });
    await writer.begin();
    expect(kept(run)).toEqual(['2.checkpoint']);
    writer.interrupt();
  });

  it.each<[string, (file: string) => void]>([
    ['a folder', (file) => mkdirSync(file)],
    ['a link to nothing', (file) => symlinkSync('nothing', file)],
    [
      'a file over 2 GiB',
      (file) => {
        writeFileSync(file, '');
        // Sparse: takes no space.
        truncateSync(file, 2 ** 31 + 1);
      },
    ],
  ])('takes the checkpoint before %s, and removes that', async (_, put) => {
    const run = await withThreeCheckpoints();
    const file = join(run.directory, 'checkpoint/3.checkpoint');
    rmSync(file);
    put(file);
    const { checkpoint, damaged, writer } = await openRun(run.directory);
    expect({ checkpoint, damaged }).toMatchObject({
      checkpoint: { step: 20 },
      damaged: ['checkpoint/3.checkpoint'],
    });
    await writer.begin();
    expect(kept(run)).toEqual(['2.checkpoint']);
    writer.interrupt();
  });

  it.each(['EIO', 'EACCES'])('takes the checkpoint before one that can’t be read: %s', async (code) => {
    const run = await withThreeCheckpoints();
    await withErrorIn('3.checkpoint', code, async () => {
      const { checkpoint, damaged, writer } = await openRun(run.directory);
      expect({ checkpoint, damaged }).toMatchObject({
        checkpoint: { step: 20 },
        damaged: ['checkpoint/3.checkpoint'],
      });
      await writer.begin();
      writer.interrupt();
    });
    expect(kept(run)).toEqual(['2.checkpoint']);
  });

  it('has a summary of metrics of any size', async () => {
    const run = await createRun(options(folder));
    write(run, 1, 10);
    await run.saveCheckpoint(10, {});
    const metrics = join(run.directory, 'metrics.jsonl');
    const descriptor = fs.openSync(metrics, 'r+');
    // More than a string can have. Sparse: takes little space.
    for (let at = 1; at <= 20; at++) fs.writeSync(descriptor, '\n', at * 2 ** 25);
    fs.closeSync(descriptor);
    write(run, 11, 20);
    await run.saveCheckpoint(20, {});
    run.interrupt();
    const { writer } = await openRun(run.directory);
    await writer.begin();
    expect(JSON.parse(writer.json).summary).toEqual(JSON.parse(run.json).summary);
    writer.interrupt();
    rmSync(run.directory, { recursive: true });
  });

  it('is refused, and keeps its checkpoints, if none can be read', async () => {
    const run = await withThreeCheckpoints();
    await withErrorIn('.checkpoint', 'EACCES', async () => {
      await expect(openRun(run.directory)).rejects.toMatchObject({
        code: 'unreadable-file',
        message:
          "checkpoint/3.checkpoint can't be read: permission is denied; allow it or choose another folder.",
      });
    });
    expect(kept(run)).toEqual(['2.checkpoint', '3.checkpoint']);
  });

  it('goes on without the next checkpoint if their folder is none any more', async () => {
    const run = await createRun(options(folder));
    write(run, 1, 1);
    writeFileSync(join(run.directory, 'checkpoint'), '');
    await expect(run.saveCheckpoint(1, {})).rejects.toMatchObject({ code: 'unwritable-checkpoint' });
    run.finish({ results: {} });
  });

  it('is refused if a checkpoint is a link that leads out of its folder', async () => {
    const run = await withThreeCheckpoints();
    const file = join(run.directory, 'checkpoint/3.checkpoint');
    renameSync(file, join(folder, 'outside'));
    symlinkSync(join(folder, 'outside'), file);
    await expect(openRun(run.directory)).rejects.toMatchObject({ code: 'linked-file' });
  });

  it('stays as it was if it is opened and not begun', async () => {
    const run = await withThreeCheckpoints();
    const before = readFileSync(join(run.directory, 'run.json'), 'utf8');
    const { writer } = await openRun(run.directory);
    writer.writePreprocessing({ kind: 'series' });
    writer.fail('for a reason');
    expect(readFileSync(join(run.directory, 'run.json'), 'utf8')).toBe(before);
    expect((await readMetrics(run.directory)).lines).toHaveLength(35);

    const again = await openRun(run.directory);
    expect(() => again.writer.writePreprocessing({ kind: 'text' })).toThrow(
      `model/preprocessing.json isn't what run ${run.id} began with`,
    );
    again.writer.interrupt();
  });

  it.each(['data.json', 'run.json'])('keeps its checkpoints if a resume can’t write %s', async (file) => {
    const run = await withThreeCheckpoints();
    const { checkpoint, writer } = await openRun(run.directory);
    const write = fs.writeFileSync;
    jest.spyOn(fs, 'writeFileSync').mockImplementation((path, ...rest) => {
      if (!String(path).includes(`.${file}`)) return write(path, ...rest);
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' });
    });
    try {
      const points = { times: [], values: [] };
      const writing = async () => {
        writer.writeData({ kind: 'series', rows: 0, points, season: null, autocorrelation: [] });
        await writer.begin();
      };
      await expect(writing()).rejects.toMatchObject({
        code: 'unwritable-file',
        message: expect.stringContaining('the disk is full'),
      });
    } finally {
      jest.restoreAllMocks();
    }
    writer.fail('for that reason');

    const again = await openRun(run.directory);
    expect(again).toMatchObject({ run: { status: 'interrupted' }, checkpoint, damaged: [] });
    await again.writer.begin();
    expect(kept(run)).toEqual(['2.checkpoint', '3.checkpoint']);
    again.writer.interrupt();
  });

  it('keeps its checkpoints and its status if a resume can’t cut its histograms', async () => {
    const run = await withThreeCheckpoints();
    mkdirSync(join(run.directory, 'histograms.jsonl'));
    const { checkpoint, writer } = await openRun(run.directory);
    await expect(writer.begin()).rejects.toMatchObject({ code: 'unwritable-file' });
    rmSync(join(run.directory, 'histograms.jsonl'), { recursive: true });
    const again = await openRun(run.directory);
    expect(again).toMatchObject({ run: { status: 'interrupted' }, checkpoint, damaged: [] });
    again.writer.interrupt();
  });

  it('is not opened while it is written, nor once it is finished', async () => {
    const run = await createRun(options(folder));
    await expect(openRun(run.directory)).rejects.toMatchObject({ code: 'run-locked' });
    run.finish({ results: {} });
    await expect(openRun(run.directory)).rejects.toMatchObject({ code: 'run-finished' });
  });
});
