import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

test('Nx finds a target of the trainer for each experiment, never cached, after the build', () => {
  const shown = execFileSync('npx', ['nx', 'show', 'project', 'trainer', '--json'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const targets = Object.entries(
    (JSON.parse(shown) as { targets: Record<string, { executor: string }> }).targets,
  );

  const experiments = readdirSync(join(ROOT, 'apps/trainer/src/experiments'))
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => file.replace('.ts', ''));
  expect(experiments).toContain('nsmc');

  const inferred = targets.filter(([, { executor }]) => executor === '@rnn-lab/nx-plugin:experiment');
  expect(inferred.map(([name]) => name).sort()).toEqual(experiments.sort());
  for (const [, target] of inferred) expect(target).toMatchObject({ cache: false, dependsOn: ['build'] });
}, 60_000);
