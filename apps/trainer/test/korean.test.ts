import stringWidth from 'string-width';
import { readJson, Sandbox } from './rnn-lab';
import type { RunFile } from '@rnn-lab/runs';

const sandbox = new Sandbox();
afterAll(() => sandbox.remove());

/** Columns of a help that isn't shown on a terminal. */
const WIDTH = 80;
const korean = { env: { LANG: 'ko_KR.UTF-8' } };

test('under a Korean locale, the help is Korean', async () => {
  for (const command of [
    ['--help'],
    ['predict', '--help'],
    ['inspect', '--help'],
    ['deaths', '--help'],
    ['series', '--help'],
  ]) {
    const { code, stdout } = await sandbox.run(command, korean);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^사용법: rnn-lab/);
    expect(Math.max(...stdout.split('\n').map(stringWidth))).toBeLessThanOrEqual(WIDTH);
    expect(stdout).not.toMatch(/Usage|Options|Commands|Arguments|default:|display help/);
  }
});

test('under a Korean locale, a training speaks Korean; run.json is the same', async () => {
  const train = ['sine', '--epochs', '2'];
  const { code, stdout } = await sandbox.run(train, korean);
  expect(code).toBe(0);
  expect(stdout).toMatch(/\n학습 샘플 800개\n/);
  expect(stdout).toMatch(/│ 합계 /);
  expect(stdout).not.toMatch(/Train|Dashboard|network|notebook/);
  expect((await sandbox.run(train)).stdout).toContain('Train on 800 samples');
  const [ours, english] = sandbox.runFolders().map((folder) => readJson<RunFile>(folder, 'run.json'));
  for (const field of ['title', 'command', 'params', 'results', 'baselines', 'metricInfo'] as const) {
    expect(ours[field]).toEqual(english[field]);
  }
});
