import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const EXPERIMENTS = join(__dirname, '../../../apps/trainer/src/experiments');

// Nothing of how this test was started may leak in: Nx tells its tasks much in NX_*, and npm where it was typed.
const { PATH, HOME } = process.env;

function nx(words: string[]) {
  return spawnSync('npx', ['nx', ...words], { cwd: EXPERIMENTS, env: { PATH, HOME }, encoding: 'utf8' });
}

test('the trainer has a target for each experiment and for all, never cached, after the build', () => {
  const { targets } = JSON.parse(nx(['show', 'project', 'trainer', '--json']).stdout) as {
    targets: Record<string, { executor: string }>;
  };
  const experiments = readdirSync(EXPERIMENTS)
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => file.replace('.ts', ''));
  expect(experiments).toContain('nsmc');

  const inferred = Object.entries(targets).filter(([, { executor }]) =>
    executor.startsWith('@rnn-lab/nx-plugin:'),
  );
  expect(inferred.map(([name]) => name).sort()).toEqual([...experiments, 'all'].sort());
  for (const [, target] of inferred) expect(target).toMatchObject({ cache: false, dependsOn: ['build'] });
}, 60_000);

test('words behind -- reach rnn-lab as they are, and paths count from where they were typed', () => {
  const words = [
    'run',
    'trainer:nsmc',
    '--excludeTaskDependencies',
    '--',
    '--stopwords',
    "it's $HOME/no file.txt",
  ];
  const { status, stderr } = nx(words);
  expect(stderr).toContain(
    `rnn-lab: The stopwords ${join(EXPERIMENTS, "it's $HOME/no file.txt")} cannot be read`,
  );
  expect(status).toBe(1);
}, 60_000);
