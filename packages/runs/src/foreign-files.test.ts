import { outcomeOf } from '@rnn-lab/testing';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { contentsBelow, temporaryFolder } from '../test/options';

const folder = temporaryFolder();
let original: string;

function start(...args: string[]) {
  return outcomeOf(spawn(process.execPath, [join(__dirname, '../test/resume.cjs'), ...args]), 60);
}

beforeAll(async () => {
  const { stdout, stderr } = await start('begin', join(folder, 'original'));
  expect(stderr).toBe('');
  original = stdout.trim();
});

/** A copy of the run with something else in a file's or a folder's place. */
function runWith(name: string, put: (path: string) => void): string {
  const directory = join(folder, `run ${readdirSync(folder).length}`);
  cpSync(original, directory, { recursive: true });
  rmSync(join(directory, name), { recursive: true, force: true });
  put(join(directory, name));
  return directory;
}

// Windows has no such files.
(process.platform === 'win32' ? describe.skip : describe)('a resume', () => {
  const REPLACED = ['model/model.json', 'model/weights.bin', 'predictions/test.jsonl', 'memory.json'];

  it.each([...REPLACED, 'stop'])('replaces a named pipe: %s', async (name) => {
    const directory = runWith(name, (path) => execFileSync('mkfifo', [path]));
    expect(await start('resume', directory)).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([
    'run.json',
    'metrics.jsonl',
    'histograms.jsonl',
    'data.json',
    'console.log',
    'lock',
    'model',
    'model/preprocessing.json',
    'model/vocabulary.json',
    'predictions',
    'checkpoint',
    'checkpoint/1.checkpoint',
  ])('is refused at once by a named pipe: %s', async (name) => {
    const directory = runWith(name, (path) => execFileSync('mkfifo', [path]));
    const { code, stderr } = await start('resume', directory);
    expect(stderr).toMatch(/^RunsError: .*(pipe|a file, not a folder)/);
    expect(code).toBe(1);
  });

  it.each(['metrics.jsonl', 'histograms.jsonl', 'console.log', 'lock', 'model', 'predictions', 'checkpoint'])(
    'writes nothing through a link that leads out of the run: %s',
    async (name) => {
      for (const outside of ['there', 'missing']) {
        const target = join(folder, `outside ${name}`, outside);
        mkdirSync(join(target, '..'), { recursive: true });
        if (outside === 'there') cpSync(join(original, name), target, { recursive: true });
        const before = contentsBelow(join(target, '..'));
        const directory = runWith(name, (path) => symlinkSync(target, path));
        const { code, stderr } = await start('resume', directory);
        expect(stderr).toMatch(/^RunsError: .*(a link|a file, not a folder)/);
        expect(code).toBe(1);
        expect(contentsBelow(join(target, '..'))).toEqual(before);
      }
    },
  );
});
