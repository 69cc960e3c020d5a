import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { options, temporaryFolder } from '../test/options';
import { createRun, readMemory } from './index';

const runsDir = temporaryFolder();

it('reads what was written, numbers that are not finite too; null if there is none', async () => {
  const run = await createRun(options(runsDir));
  expect(await readMemory(run.directory)).toBeNull();
  const memory = { recurrent: 'rnn', lag: 2, gradientNorms: { before: [0.5, 0.25], after: [NaN, Infinity] } };
  run.writeMemory(memory);
  run.interrupt();
  expect(await readMemory(run.directory)).toEqual(memory);
});

it('names the value that is wrong', async () => {
  const run = await createRun(options(runsDir));
  run.interrupt();
  writeFileSync(join(run.directory, 'memory.json'), '{"recurrent":"rnn","lag":0}');
  await expect(readMemory(run.directory)).rejects.toThrow('memory.json is invalid at "lag"');
});
