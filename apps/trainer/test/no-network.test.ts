import { findProgram, outcomeOf, withTool } from '@rnn-lab/testing';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readJson, Sandbox, SMALL } from './rnn-lab';
import type { RunFile } from '@rnn-lab/runs';

const ROOT = join(__dirname, '../../..');
/** A network namespace without any interface, not even the loopback. */
const WITHOUT_NETWORK = ['--map-root-user', '--net'];
const hasNamespaces =
  findProgram('unshare') !== undefined && spawnSync('unshare', [...WITHOUT_NETWORK, 'true']).status === 0;

withTool('unshare', hasNamespaces).describe('without a network and without a data folder', () => {
  const sandbox = new Sandbox();
  afterAll(() => sandbox.remove());
  const unshared = (program: string, ...args: string[]) =>
    outcomeOf(
      sandbox.spawn('unshare', [...WITHOUT_NETWORK, program, ...args], {
        cwd: ROOT,
        env: { RNN_LAB_DATA: undefined },
      }),
    );

  test('npx nx run trainer:nsmc trains and evaluates', async () => {
    // Skip the builds: Nx would replace files of projects whose tests are running.
    const run = ['nx', 'run', 'trainer:nsmc', '--excludeTaskDependencies', '--'];
    const args = ['--limit', '300', '--epochs', '1', ...SMALL];
    const { code, stdout, stderr } = await unshared('npx', ...run, ...args);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toContain('Using the copy of the Naver reviews that ships with rnn-lab\n');
    const [folder] = sandbox.runFolders();
    const { status, dataset, results } = readJson<RunFile>(folder, 'run.json');
    expect(status).toBe('finished');
    expect(dataset?.rows).toEqual({ train: 240, validation: 60, test: 300 });
    expect(dataset?.files.map(({ path, bytes }) => [path, bytes])).toEqual([
      ['nsmc/ratings_train.txt', 14_628_807],
      ['nsmc/ratings_test.txt', 4_893_335],
    ]);
    expect(results.test?.accuracy).toBeGreaterThan(0);
  });

  test('rnn-lab imdb reports the two files, where to get them and where to put them', async () => {
    const { code, stdout, stderr } = await unshared(process.execPath, 'apps/trainer/bin/rnn-lab.js', 'imdb');
    expect(stderr).toMatch(
      /^rnn-lab: The IMDB reviews can't be downloaded \(.+\): get imdb\.npz and imdb_word_index\.json from https:\/\/\S+, and put them into \S+\/imdb\.\n$/,
    );
    expect(stderr).toContain(join(sandbox.cache, 'imdb'));
    expect(stdout).toMatch(/^npx rnn-lab imdb /);
    expect(code).toBe(2);
  });
});
