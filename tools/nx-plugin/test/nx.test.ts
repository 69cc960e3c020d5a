import { outcomeOf } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const EXPERIMENTS = join(__dirname, '../../../apps/trainer/src/experiments');

// Nothing of how this test was started may leak in: Nx tells its tasks much in NX_*, and npm where it was typed.
const { PATH, HOME } = process.env;

function nx(words: string[]) {
  return outcomeOf(spawn('npx', ['nx', ...words], { cwd: EXPERIMENTS, env: { PATH, HOME } }));
}

test('the trainer has a target for each experiment and for all, never cached, after the build', async () => {
  const { targets } = JSON.parse((await nx(['show', 'project', 'trainer', '--json'])).stdout) as {
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
});

test('every package is checked by publint after its build', async () => {
  const { targets } = JSON.parse((await nx(['show', 'project', 'errors', '--json'])).stdout) as {
    targets: Record<string, { dependsOn: string[]; options: { command: string } }>;
  };
  expect(targets.publint).toMatchObject({
    dependsOn: ['build'],
    options: { command: 'publint --level warning packages/errors' },
  });
});

test('words behind -- reach rnn-lab as they are, and paths count from where they were typed', async () => {
  const words = [
    'run',
    'trainer:nsmc',
    '--excludeTaskDependencies',
    '--',
    '--stopwords',
    "it's $HOME/no file.txt",
  ];
  const { code, stderr } = await nx(words);
  expect(stderr).toContain(
    `rnn-lab: The stopwords ${join(EXPERIMENTS, "it's $HOME/no file.txt")} can't be read`,
  );
  expect(code).toBe(1);
});
