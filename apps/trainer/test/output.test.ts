import { readJson, Sandbox } from './rnn-lab';
import type { RunFile } from '@rnn-lab/runs';

const sandbox = new Sandbox();
afterAll(() => sandbox.remove());

const TRAIN = ['sine', '--epochs', '2'];

test('--quiet prints nothing of a training that succeeds', async () => {
  expect(await sandbox.run([...TRAIN, '--quiet'])).toMatchObject({ code: 0, stdout: '', stderr: '' });
  const [folder] = sandbox.runFolders();
  expect(readJson<RunFile>(folder, 'run.json').status).toBe('finished');
});

test('--quiet --json prints run.json alone, and errors are printed as always', async () => {
  const { code, stdout, stderr } = await sandbox.run([...TRAIN, '--quiet', '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ experiment: 'sine', status: 'finished' });
  const wrong = await sandbox.run([...TRAIN, '--quiet', '--learning-rate', '1e30']);
  expect(wrong).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('rnn-lab: ') });
});

test('--version prints the version', async () => {
  const outcome = await sandbox.run(['--version']);
  expect(outcome).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' });
});

test('help explains a command as --help does', async () => {
  const explained = await sandbox.run(['help', 'text']);
  expect(explained).toMatchObject({ code: 0, stdout: expect.stringContaining('--text-column <text>') });
  expect(await sandbox.run(['text', '--help'])).toEqual(explained);
});
