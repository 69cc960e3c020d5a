import { findProgram, RedisServer, withTool } from '@rnn-lab/testing';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outcomeOf, Sandbox } from './rnn-lab';

const DOCTOR = join(__dirname, '../bin/doctor.js');
let sandbox: Sandbox;

beforeEach(() => {
  sandbox = new Sandbox();
});

afterEach(() => sandbox.remove());

/** What TensorFlow's native part prints when it is loaded, whatever its log level. */
const TENSORFLOW_NOTICES = /^(WARNING: All log messages before absl|I0000 ).*\n/gm;

async function doctor(env: Record<string, string> = {}, ...args: string[]) {
  const { code, stdout, stderr } = await outcomeOf(
    sandbox.spawn(process.execPath, [DOCTOR, ...args], { env }),
  );
  expect(stderr.replace(TENSORFLOW_NOTICES, '')).toBe('');
  const state = (name: string) => new RegExp(`^(\\w+) +${name}  +(.*)$`, 'm').exec(stdout)?.slice(1);
  return { code, state, stdout };
}

test('reports what is there, and what is absent but optional', async () => {
  const { code, state, stdout } = await doctor();
  expect(state('Node')).toEqual(['ok', `${process.versions.node} on ${process.platform} ${process.arch}`]);
  expect(state('address space')).toEqual(['ok', expect.stringMatching(/^(no limit|limited to [\d,]+ MiB)$/)]);
  expect(state('lung deaths')).toEqual(['ok', '72 months']);
  expect(state('Naver reviews')).toEqual(['ok', '149,995 and 49,997 reviews']);
  expect(state('IMDB reviews')).toEqual([
    'absent',
    'imdb/imdb.npz is not on this machine; its download is 17 MiB.',
  ]);
  expect(stdout).not.toContain('missing');
  expect(code).toBe(0);
});

test('finds the IMDB reviews in the data folder', async () => {
  mkdirSync(join(sandbox.data, 'imdb'), { recursive: true });
  const files = ['imdb.npz', 'imdb_word_index.json'].map((name) => join(sandbox.data, 'imdb', name));
  for (const file of files) writeFileSync(file, '');
  expect((await doctor()).state('IMDB reviews')).toEqual(['ok', files.join(', ')]);
});

test('fails if something needed is missing', async () => {
  const file = join(sandbox.root, 'file');
  writeFileSync(file, '');
  const { code, state } = await doctor({ RNN_LAB_RUNS: join(file, 'runs') });
  expect(state('runs folder')).toEqual(['missing', expect.stringContaining(`because ${file} is a file.`)]);
  expect(code).toBe(1);
});

test('without mecab it names the analyzer that works', async () => {
  const { code, state } = await doctor({ PATH: '' });
  expect(state('MeCab')).toEqual(['absent', expect.stringContaining('the analyzer mecab-ko')]);
  expect(code).toBe(0);
});

test('says what Redis is for, and that none answers at an address', async () => {
  const { code, state, stdout } = await doctor({ PATH: '' });
  expect(state('Redis')).toEqual(['absent', expect.stringContaining('redis-server is not on the PATH')]);
  expect(stdout).toContain('for: hands the trainings of a sweep to workers on several machines (--queue)');
  expect(code).toBe(0);
  const asked = await doctor({}, '--queue', 'redis://:secret@127.0.0.1:1');
  expect(asked.state('Redis')).toEqual(['missing', expect.stringContaining('connect ECONNREFUSED')]);
  expect(asked.stdout).not.toContain('secret');
  expect(asked.code).toBe(1);
});

withTool('redis', RedisServer.isThere).test('finds the Redis server at an address', async () => {
  const server = await RedisServer.start(join(sandbox.root, 'redis'));
  try {
    const env = { RNN_LAB_QUEUE_PASSWORD: RedisServer.password };
    const { code, state } = await doctor(env, '--queue', `redis://127.0.0.1:${server.port}`);
    expect(state('Redis')).toEqual(['ok', expect.stringMatching(/^version \d+\.\S+ answers at redis:\S+$/)]);
    expect(code).toBe(0);
  } finally {
    await server.kill();
  }
});

withTool('prlimit', findProgram('prlimit') !== undefined).test(
  'fails on too little address space',
  async () => {
    const { stdout, code } = await outcomeOf(
      sandbox.spawn('prlimit', [`--as=${20 * 2 ** 30}`, '--', process.execPath, DOCTOR]),
    );
    expect(stdout).toMatch(
      /^missing +address space +\d+\.\d GiB .* the system allows 20\.0 GiB; .*NODE_OPTIONS=/m,
    );
    expect(code).toBe(1);
  },
);
