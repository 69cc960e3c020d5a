import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, Sandbox, SMALL, writeNsmc } from './rnn-lab';
import type { RunFile } from '@rnn-lab/runs';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => sandbox.remove());

describe('--dry-run', () => {
  it('prints parameters, model and steps, and writes nothing', async () => {
    writeNsmc(sandbox.data, { train: 400, test: 40 });
    const { code, stdout, stderr } = await sandbox.run(['nsmc', ...SMALL, '--epochs', '3', '--dry-run']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('rnn-lab: ') });
    expect(stdout).toMatch(/^npx rnn-lab nsmc .*--num-words 100 /);
    expect(stdout).toMatch(/│ \S+ \(Embedding\) +│ +\(None, 30, 8\) │ +800 │/);
    expect(stdout).toMatch(/│ total +│ +│ +1,353 │/);
    expect(stdout).toContain('Rows: train 320, validation 80, test 40\n');
    expect(stdout).toContain('Would train 3 epochs of 16 steps with batch size 20;');
    expect(stdout).not.toContain('Epoch');
    expect(sandbox.runFolders()).toEqual([]);
    expect(readdirSync(sandbox.root).sort()).toEqual(['data']);
  });

  it('covers every model of an experiment', async () => {
    const { code, stdout } = await sandbox.run(['deaths', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout.match(/Would train 1,000 epochs of 3 steps/g)).toHaveLength(2);
    expect(existsSync(sandbox.runs)).toBe(false);
  });

  it('refuses what a training would refuse', async () => {
    writeFileSync(join(sandbox.root, 'short.csv'), 'time,value\n1980,1\n1981,2\n');
    const { code, stderr } = await sandbox.run(['deaths', '--csv', 'short.csv', '--dry-run']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^rnn-lab: .*short\.csv.*\n$/),
    });
  });
});

test('a training prints its model and, for classes, the confusion matrix', async () => {
  writeNsmc(sandbox.data, { train: 400, test: 40 });
  const { code, stdout } = await sandbox.run(['nsmc', ...SMALL, '--epochs', '1']);
  expect(code).toBe(0);
  const { model } = readJson<RunFile>(sandbox.runFolders()[0], 'run.json');
  for (const { name, className } of model!.layers) expect(stdout).toContain(`│ ${name} (${className}) `);
  expect(stdout).toMatch(/│ test +│ +→ 0 │ +→ 1 │ +precision │ +recall │ +f1 │ +texts │/);
});
