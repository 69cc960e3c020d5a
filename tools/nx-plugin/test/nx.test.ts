import { outcomeOf } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const EXPERIMENTS = join(__dirname, '../../../apps/trainer/src/experiments');

// Pass on no other variable: this test may run under Nx (NX_*) and npm (INIT_CWD).
const { PATH, HOME } = process.env;

function nx(args: string[]) {
  return outcomeOf(spawn('npx', ['nx', ...args], { cwd: EXPERIMENTS, env: { PATH, HOME } }));
}

test('the trainer has an uncached target per experiment, for all and for sweep, which depends on the build', async () => {
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
  expect(inferred.map(([name]) => name).sort()).toEqual([...experiments, 'all', 'sweep', 'worker'].sort());
  for (const [, target] of inferred) expect(target).toMatchObject({ cache: false, dependsOn: ['build'] });
});

test('every package has the targets publint, which depends on its build, and api', async () => {
  const { targets } = JSON.parse((await nx(['show', 'project', 'errors', '--json'])).stdout) as {
    targets: Record<string, { dependsOn: string[]; options: { command: string } }>;
  };
  expect(targets.publint).toMatchObject({
    dependsOn: ['build'],
    options: { command: 'publint --level warning packages/errors' },
  });
  expect(targets.api).toMatchObject({ cache: true, outputs: ['{workspaceRoot}/dist/api-json/errors.json'] });
});

test('arguments after -- reach rnn-lab unchanged, and paths are resolved from where they were typed', async () => {
  const args = [
    'run',
    'trainer:nsmc',
    '--excludeTaskDependencies',
    '--',
    '--stopwords',
    "it's $HOME/no file.txt",
  ];
  const { code, stderr } = await nx(args);
  expect(stderr).toContain(
    `rnn-lab: The stopwords ${join(EXPERIMENTS, "it's $HOME/no file.txt")} can't be read`,
  );
  expect(code).toBe(1);
});

test.each([
  ['--batch-size', ['--batch-size', '3']],
  ['--batch-size', ['--epochs', '2', '--batch-size=3']],
  ['--limit, --num-words', ['--limit', '10', '--numWords', '50', '--', '--batch-size', '3']],
])('rnn-lab refuses to run without %s, which Nx does not pass on', async (flags, args) => {
  const { code, stderr } = await nx(['run', 'trainer:nsmc', '--excludeTaskDependencies', ...args]);
  expect(stderr).toContain(`rnn-lab: Nx has not passed on ${flags}: `);
  expect(code).toBe(1);
});
