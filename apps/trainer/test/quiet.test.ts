import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, trace, withTool } from '@rnn-lab/testing';
import { BIN, Sandbox, SMALL, writeNsmc } from './rnn-lab';

const { describe: describeTraced } = withTool('strace', findProgram('strace') !== undefined);

describeTraced('contacts no other machine, and writes only the run and the cache, for', () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = new Sandbox();
  });
  afterEach(() => sandbox.remove());

  it.each([
    ['a series', ['sine', '--epochs', '100']],
    ['texts', ['nsmc', ...SMALL, '--epochs', '100']],
  ])('%s', async (_, args) => {
    writeNsmc(sandbox.data, { train: 400, test: 40 });
    const [home, tmp] = ['home', 'tmp'].map((name) => join(sandbox.root, name));
    for (const folder of [home, tmp]) mkdirSync(folder);
    const env = {
      PATH: process.env.PATH,
      HOME: home,
      XDG_CACHE_HOME: join(home, '.cache'),
      TMPDIR: tmp,
      RNN_LAB_DATA: sandbox.data,
      RNN_LAB_RUNS: sandbox.runs,
      RNN_LAB_CACHE: sandbox.cache,
    };
    const traced = await trace(process.execPath, [BIN, ...args], { cwd: sandbox.root, env });
    expect(traced).toMatchObject({ code: 0, contacts: [] });
    const allowed = [sandbox.runs, sandbox.cache, sandbox.data, '/dev/'];
    expect(traced.written.filter((path) => !allowed.some((folder) => path.startsWith(folder)))).toEqual([]);
    expect([home, tmp].flatMap((folder) => readdirSync(folder))).toEqual([]);
  });
});
