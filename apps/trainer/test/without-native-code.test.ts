import { WITHOUT_NATIVE_CODE } from '@rnn-lab/testing';
import { Sandbox } from './rnn-lab';

describe('where no native addon can be loaded', () => {
  const env = { NODE_OPTIONS: `--require ${JSON.stringify(WITHOUT_NATIVE_CODE)}` };
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = new Sandbox();
  });
  afterEach(() => sandbox.remove());

  test('--help helps', async () => {
    const { code, stdout, stderr } = await sandbox.run(['--help'], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: rnn-lab /);
  });

  test('the engine tfjs trains', async () => {
    const words = ['sine', '--engine', 'tfjs', '--epochs', '1'];
    const { code, stderr } = await sandbox.run(words, { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(sandbox.runFolders()).toHaveLength(1);
  });
});
