import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, Sandbox } from './rnn-lab';
import type { RunFile } from '@rnn-lab/runs';

const sandbox = new Sandbox();
afterAll(() => sandbox.remove());

const DRY = ['--dry-run', '--config'];
let run: RunFile;
let folder: string;

beforeAll(async () => {
  const args = ['deaths', '--model', 'rnn', '--epochs', '2', '--window-length', '5', '--seed', '7'];
  const { code, stdout } = await sandbox.run([...args, '--no-holdout', '--json']);
  expect(code).toBe(0);
  run = JSON.parse(stdout) as RunFile;
  folder = join(sandbox.runs, run.id);
  copyFileSync(join(folder, 'run.json'), join(sandbox.root, 'copy.json'));
});

/** The command that a dry run prints first. */
async function command(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await sandbox.run(['deaths', ...args, '--dry-run']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.split('\n')[0];
}

test('--config takes parameters and seed from a run.json, a folder or an id', async () => {
  for (const config of ['copy.json', folder, run.id]) {
    expect(await command('--config', config)).toBe(run.command);
  }
});

test('flags override --config, in any order', async () => {
  const overridden = await command('--epochs', '3', `--config=${run.id}`, '--holdout', '--seed=1');
  expect(overridden).toBe(
    run.command
      .replace('--epochs 2', '--epochs 3')
      .replace('--seed 7', '--seed 1')
      .replace(' --no-holdout', ''),
  );
});

test('--config names the parameters that the experiment does not have', async () => {
  const changed = { ...readJson<RunFile>(folder, 'run.json'), params: { ...run.params, zoom: 3 } };
  writeFileSync(join(sandbox.root, 'other.json'), JSON.stringify(changed));
  const { code, stderr } = await sandbox.run(['deaths', ...DRY, 'other.json']);
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: 'Warning: deaths has no parameter zoom, so other.json is used without it.\n',
  });
});

test.each([
  [
    'of another experiment',
    'sine',
    'copy.json',
    /copy\.json is of the experiment deaths: use it with rnn-lab deaths\./,
  ],
  ['that is not there', 'deaths', 'none.json', /There is no file .*none\.json, and no run none\.json in /],
  ['that is no run.json', 'deaths', 'data.json', /data\.json is not valid JSON/],
  [
    'with a wrong value',
    'deaths',
    'wrong.json',
    /wrong\.json: epochs is "many"\. It must be an integer of at least 1\./,
  ],
])('--config refuses a file %s', async (_, experiment, file, message) => {
  writeFileSync(join(sandbox.root, 'data.json'), 'time,value\n');
  const wrong = { ...run, params: { epochs: 'many' } };
  writeFileSync(join(sandbox.root, 'wrong.json'), JSON.stringify(wrong));
  const { code, stdout, stderr } = await sandbox.run([experiment, ...DRY, file]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
});

test('--config is refused beside --resume', async () => {
  const { code, stderr } = await sandbox.run(['deaths', '--resume', 'last', '--config', run.id]);
  expect(code).toBe(2);
  expect(stderr).toContain("unknown option '--config' beside --resume");
});
