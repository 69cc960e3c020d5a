import { canMount, findProgram, onTmpfs, withTool } from '@rnn-lab/testing';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BIN, contentsOf, outcomeOf, readJson, Sandbox, writeNsmc } from './rnn-lab';
import type { RunFile } from '@rnn-lab/runs';

/** Every file of the run has many pages, so that a disk can be made that is full in the middle of one. */
const ARGS =
  'nsmc --num-words 3000 --embedding-dimension 8 --lstm-units 8 --batch-size 20 --workers 1 --epochs 40 --checkpoint-seconds'.split(
    ' ',
  );
/** Seconds: only the end of the training writes a checkpoint. */
const AT_THE_END = [...ARGS, '1000000'];
const OFTEN = [...ARGS, '0.05', '--epochs', '300'];
const PAGE = 4096;

let sandbox: Sandbox;
let undisturbed: ReturnType<typeof contentsOf>;

beforeAll(() => {
  sandbox = new Sandbox();
  writeNsmc(sandbox.data, { train: 600, test: 300 });
});

afterAll(() => sandbox.remove());

/** The only run's folder, whatever else there is. */
function runFolder(): string {
  return sandbox.runFolders().find((folder) => existsSync(join(folder, 'run.json'))) as string;
}

const statusOf = (folder: string) => readJson<RunFile>(folder, 'run.json');

async function trainUndisturbed(args: readonly string[]) {
  rmSync(sandbox.runs, { recursive: true, force: true });
  expect(await sandbox.run(args)).toMatchObject({ code: 0 });
  undisturbed = contentsOf(runFolder());
}

/** What the program itself says: warnings about other things left out. */
function messages(stderr: string): string[] {
  return stderr.split('\n').filter((line) => line !== '' && !line.includes('is not the official file'));
}

/** Resumes the run on a disk with enough space. */
async function resumed(): Promise<RunFile> {
  const { code, stderr } = await sandbox.run(['nsmc', '--resume', 'last']);
  expect({ code, messages: messages(stderr) }).toEqual({ code: 0, messages: [] });
  expect(contentsOf(runFolder())).toEqual({ ...undisturbed, run: expect.anything() });
  const { resumes, ...run } = statusOf(runFolder());
  expect([run.status, run.results]).toEqual([undisturbed.run[0], undisturbed.run[2]]);
  return { ...run, resumes };
}

withTool('unshare', canMount()).describe('on a disk that is full', () => {
  /** Pages of a run's files that match. */
  let pages: (names: RegExp) => number;

  beforeAll(async () => {
    await trainUndisturbed(AT_THE_END);
    const folder = runFolder();
    const sizes = (readdirSync(folder, { recursive: true }) as string[]).map((name) => {
      const stats = statSync(join(folder, name));
      return [name, stats.isFile() ? Math.ceil(stats.size / PAGE) : 0] as const;
    });
    pages = (names) => sizes.reduce((sum, [name, count]) => sum + (names.test(name) ? count : 0), 0);
  });

  async function trainWithin(available: number) {
    const copy = join(sandbox.root, 'copy');
    rmSync(copy, { recursive: true, force: true });
    rmSync(sandbox.runs, { recursive: true, force: true });
    const command = [process.execPath, BIN, ...AT_THE_END];
    const unshare = onTmpfs(`size=${available * PAGE}`, sandbox.runs, copy, command);
    const { code, stderr } = await outcomeOf(sandbox.spawn('unshare', unshare));
    rmSync(sandbox.runs, { recursive: true });
    renameSync(copy, sandbox.runs);
    return { code, messages: messages(stderr) };
  }

  const START = /^(run|annotations)\.json$|^console\.log$|^model.(preprocessing|vocabulary)/;
  /** The weights and the two moments of Adam. */
  const checkpoint = () => 3 * pages(/weights/) + 4;

  test('no run begins without space for it', async () => {
    const { code, messages } = await trainWithin(1);
    expect(messages).toEqual([
      `rnn-lab: Can't begin a run in ${sandbox.runs}: the disk is full; free some space and start again.`,
    ]);
    expect(code).toBe(1);
    expect(sandbox.runFolders()).toEqual([]);
  });

  test.each<[file: string, kept: number, available: () => number]>([
    ['model/vocabulary.json', 0, () => 4],
    ['metrics.jsonl', 0, () => pages(START) + pages(/metrics/) / 2],
    [
      'model/model.json',
      1,
      () => pages(START) + pages(/metrics/) + checkpoint() + Math.floor(pages(/weights/) / 2),
    ],
    [
      'predictions/test.jsonl',
      1,
      () =>
        pages(START) +
        pages(/metrics/) +
        checkpoint() +
        pages(/model.(weights|model)/) +
        Math.floor(pages(/predictions/) / 2),
    ],
  ])('for %s, the run fails and is resumed', async (file, kept, available) => {
    const { code, messages } = await trainWithin(Math.floor(available()));
    const folder = runFolder();
    const message = `Can't write ${join(folder, file)}: the disk is full; free some space and start again.`;
    expect(messages).toEqual([`rnn-lab: ${message}`]);
    expect(code).toBe(1);
    expect(statusOf(folder)).toMatchObject({ status: 'failed', error: message });

    const { resumes } = await resumed();
    // With the checkpoint, nothing is trained again.
    expect(resumes).toMatchObject([{ step: kept ? 40 * 24 : 0 }]);
  });

  test('for a checkpoint, training goes on without it', async () => {
    const available = pages(/./) + Math.floor(pages(/weights/) / 2) + 2;
    const { code, messages } = await trainWithin(available);
    expect(messages).toEqual([
      expect.stringMatching(
        /^Warning: Can't write \S+\/1\.checkpoint: the disk is full; .* Training continues without this checkpoint\.$/,
      ),
    ]);
    expect(code).toBe(0);
    expect(contentsOf(runFolder()).weights).toBe(undisturbed.weights);
  });

  test.each(['', 'not/yet/there'])('a runs folder that is read-only is refused: %j', async (below) => {
    const copy = join(sandbox.root, `read-only-${below.length}`);
    const runs = join(sandbox.runs, below);
    const command = [process.execPath, BIN, ...OFTEN, '--runs-dir', runs];
    const { code, stderr } = await outcomeOf(
      sandbox.spawn('unshare', onTmpfs('ro', sandbox.runs, copy, command)),
    );
    expect(stderr).toBe(
      `rnn-lab: Can't use ${runs} as the runs folder: the file system is read-only; choose another folder.\n`,
    );
    expect(code).toBe(1);
  });
});

/**
 * Mounts a file system that turns read-only at its first error, causes one once there is a checkpoint, and mounts it again,
 * as after a crash.
 */
const ON_EXT4 = `
  folder=$1 image=$2 copy=$3
  shift 3
  mkdir -p "$folder" && truncate -s 60M "$image" && mkfs.ext4 -q "$image" || exit
  mount -o loop,errors=remount-ro "$image" "$folder" || exit
  device=$(basename "$(findmnt -no SOURCE "$folder")")
  "$@" &
  until ls "$folder"/*/checkpoint/[0-9]*.checkpoint || ! kill -0 $!; do sleep 0.01; done >/dev/null 2>&1
  echo 1 >/sys/fs/ext4/"$device"/trigger_fs_error
  wait $!
  code=$?
  umount "$folder" && mount -o loop "$image" "$folder" && cp -a "$folder" "$copy"
  umount "$folder"
  exit $code`;
const hasExt4 =
  process.getuid?.() === 0 && findProgram('mkfs.ext4') !== undefined && existsSync('/dev/loop-control');

withTool('ext4', hasExt4).describe('on a disk that fails and turns read-only', () => {
  beforeAll(() => trainUndisturbed(OFTEN));

  test('the run ends, counts as stopped, and is resumed from its checkpoint', async () => {
    rmSync(sandbox.runs, { recursive: true, force: true });
    const paths = [sandbox.runs, join(sandbox.root, 'image'), join(sandbox.root, 'after')];
    const command = [process.execPath, BIN, ...OFTEN];
    const child = sandbox.spawn('unshare', ['--mount', 'sh', '-c', ON_EXT4, 'sh', ...paths, ...command]);
    const { code, stderr } = await outcomeOf(child);
    const [last, ...warnings] = messages(stderr).reverse();
    expect(last).toMatch(
      /^rnn-lab: Can't write \S+\/(metrics\.jsonl|run\.json|console\.log): (the file system is read-only|the disk reports an error); /,
    );
    for (const warning of warnings) expect(warning).toMatch(/^Warning: Can't write \S+\.checkpoint: /);
    expect(code).toBe(1);

    rmSync(sandbox.runs, { recursive: true });
    renameSync(paths[2], sandbox.runs);
    rmSync(join(sandbox.runs, 'lost+found'), { recursive: true });
    // The disk didn't take its end; nobody holds its lock.
    expect(statusOf(runFolder()).status).toBe('running');
    const { resumes } = await resumed();
    expect(resumes).toEqual([expect.objectContaining({ step: expect.any(Number) })]);
    expect(resumes[0].step).toBeGreaterThan(0);
  });
});
