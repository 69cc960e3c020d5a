import { outcomeOf, within } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const EXECUTOR = join(__dirname, './experiment.js');

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'nx-plugin-'));
  mkdirSync(join(root, 'trainer/bin'), { recursive: true });
});

afterEach(() => rmSync(root, { recursive: true }));

/** Starts the executor as a process, with a program that stands in for rnn-lab. */
function start(program: string, args: string[] = []) {
  writeFileSync(join(root, 'trainer/bin/rnn-lab.js'), program);
  const context = {
    root,
    projectName: 'trainer',
    targetName: 'nsmc',
    projectsConfigurations: { projects: { trainer: { root: 'trainer' } } },
  };
  const script = `require(${JSON.stringify(EXECUTOR)})
    ({ arguments: ${JSON.stringify(args)} }, ${JSON.stringify(context)})
    .then((result) => console.log(JSON.stringify(result)));`;
  return spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
}

test('passes every argument on unchanged', async () => {
  const args = ['--notes', "it's a b", '$HOME', '`id`', '', '--tag=한글', '*', '"'];
  const program = 'console.log(JSON.stringify(process.argv.slice(2)))';
  const { stdout } = await outcomeOf(start(program, args));
  expect(stdout.split('\n')).toEqual([JSON.stringify(['nsmc', ...args]), '{"success":true}', '']);
});

test.each([1, 2, 130])('reports exit code %i as a failure', async (code) => {
  const { stdout } = await outcomeOf(start(`process.exit(${code})`));
  expect(stdout).toBe('{"success":false}\n');
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'passes %s on and ends after the program',
  async (signal) => {
    const child = start(`
    setInterval(() => {}, 1000);
    process.on('${signal}', () => setTimeout(() => { console.log('ended well'); process.exit(130); }, 200));
    console.log('ready');`);
    const outcome = outcomeOf(child);
    await within(60, 'The start of the program', once(child.stdout, 'data'));
    child.kill(signal);
    expect((await outcome).stdout).toBe('ready\nended well\n{"success":false}\n');
  },
);
