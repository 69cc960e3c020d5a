import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { outcomeOf, Sandbox } from './rnn-lab';

const TRAINER = join(__dirname, '..');
const sandbox = new Sandbox();
afterAll(() => sandbox.remove());

test("an experiment whose source was deleted isn't a command, although its output is still in dist", async () => {
  const trainer = join(sandbox.root, 'apps/trainer');
  for (const folder of ['bin', 'dist', 'src/experiments', 'package.json'])
    cpSync(join(TRAINER, folder), join(trainer, folder), { recursive: true });
  for (const folder of ['', 'apps/trainer']) {
    mkdirSync(join(sandbox.root, folder), { recursive: true });
    symlinkSync(
      join(TRAINER, '../..', folder, 'node_modules'),
      join(sandbox.root, folder, 'node_modules'),
      'junction',
    );
  }
  rmSync(join(trainer, 'src/experiments/sine.ts'));

  const run = (...args: string[]) =>
    outcomeOf(sandbox.spawn(process.execPath, [join(trainer, 'bin/rnn-lab.js'), ...args]));
  expect(await run('sine')).toEqual({ code: 2, stdout: '', stderr: "rnn-lab: unknown command 'sine'\n" });
  expect((await run('deaths', '--help')).code).toBe(0);
});
