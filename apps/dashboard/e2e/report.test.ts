import { Network, RedisServer, withTool } from '@rnn-lab/testing';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '#testing/until';
import { Workbench } from './workbench';
import type { RunFile } from '@rnn-lab/runs';

const TOKEN = 'not-to-be-printed-either';
/** Only ends a hang. */
const LIMIT_SECONDS = 120;

const bench = new Workbench();
afterAll(() => bench.close());

/** What is in every file of a run, by name; a checkpoint is only on the worker's disk. */
function contentsOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
  const kept = paths.filter((path) => !path.startsWith('checkpoint'));
  return Object.fromEntries(kept.map((path) => [path, readFileSync(join(folder, path), 'base64')]));
}

function runsIn(folder: string): RunFile[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : [];
  return names.map((name) => JSON.parse(readFileSync(join(folder, name, 'run.json'), 'utf8')) as RunFile);
}

withTool('redis', RedisServer.isThere).describe('a worker without the shared disk', () => {
  let redis: RedisServer;
  let network: Network;
  let address: string;
  const own = join(bench.root, 'own');

  beforeAll(async () => {
    mkdirSync(bench.runs);
    redis = await RedisServer.start(join(bench.root, 'redis'));
    address = (await bench.startServer({ RNN_LAB_TOKEN: TOKEN }, '--accept-reports')).address;
    network = await Network.to(Number(new URL(address).port));
  });
  afterAll(async () => {
    network?.close();
    await redis?.kill();
  });

  function start(args: string, env: Record<string, string> = {}) {
    const queue = ['--queue', `redis://127.0.0.1:${redis.port}`];
    return bench.startCommand([...args.split(' '), ...queue], {
      RNN_LAB_QUEUE_PASSWORD: RedisServer.password,
      ...env,
    });
  }
  const startWorker = (report: string, token = TOKEN) =>
    start(`worker --jobs 1 --lock-seconds 4 --runs-dir ${own} --report ${report}`, { RNN_LAB_TOKEN: token });

  const api = (path: string, init?: RequestInit) =>
    fetch(`${address}/api/v1/${path}`, { ...init, headers: { Authorization: `Bearer ${TOKEN}` } });
  /** The runs that the dashboard lists, by status. */
  async function shown(status: string): Promise<string[]> {
    const { rows } = (await (await api('runs')).json()) as { rows: { id: string; run: RunFile | null }[] };
    return rows.filter(({ run }) => run?.status === status).map(({ id }) => id);
  }
  const local = (status: string) => runsIn(own).filter((run) => run.status === status);

  test('sends its runs to a dashboard, over a network that is cut, and relays Stop', async () => {
    const through = `http://127.0.0.1:${network.port}`;
    const sweep = start('sweep sine --grid epochs=1500,100000 --checkpoint-seconds 1 --name reported');
    const worker = startWorker(through);
    await until(LIMIT_SECONDS, 'A run on the dashboard', async () => (await shown('running')).length === 1);
    network.close();
    await worker.prints(`Can't send runs to ${through}`);
    await until(LIMIT_SECONDS, 'The end of the first training', () => local('finished').length === 1);
    expect(await shown('finished')).toEqual([]);
    network.restore();
    await worker.prints('takes runs again');
    await worker.prints('trained, as run');
    const [{ id: finished }] = local('finished');
    expect(await shown('finished')).toEqual([finished]);
    const contents = contentsOf(join(own, finished));
    expect(Object.keys(contents)).toContain('model/weights.bin');
    expect(contentsOf(join(bench.runs, finished))).toEqual(contents);

    await until(LIMIT_SECONDS, 'The second run', async () => (await shown('running')).length === 1);
    const [endless] = await shown('running');
    await until(LIMIT_SECONDS, 'A checkpoint', () => existsSync(join(own, endless, 'checkpoint')));
    network.close();
    worker.child.kill('SIGINT');
    expect((await worker.ended).code).toBe(130);
    expect(worker.text).toContain(`Not sent completely: ${endless}.`);
    network.restore();

    const next = startWorker(through);
    await next.prints(`continuing run ${endless}`);
    const resumes = async () =>
      ((await (await api(`runs/${endless}`)).json()) as { run: RunFile }).run.resumes;
    await until(LIMIT_SECONDS, 'The resume', async () => (await resumes()).length === 1);
    expect((await api(`runs/${endless}/stop`, { method: 'POST' })).status).toBe(204);
    await next.prints('failed: stopped on request');
    await until(LIMIT_SECONDS, 'The end', async () => (await shown('interrupted')).includes(endless));
    expect(contentsOf(join(bench.runs, endless))).toEqual(contentsOf(join(own, endless)));

    const { code, stdout, stderr } = await sweep.ended;
    expect(stderr).toContain('epochs=100000');
    expect(code).toBe(1);
    next.child.kill('SIGINT');
    expect((await next.ended).code).toBe(130);
    expect(next.text).not.toContain('Not sent');
    for (const text of [stdout, stderr, worker.text, next.text]) expect(text).not.toContain(TOKEN);
  });

  test('is refused with a wrong token, and by a dashboard that takes no reports', async () => {
    const wrong = await startWorker(address, 'wrong').ended;
    expect(wrong.stderr).toBe(
      `rnn-lab: The dashboard ${address} can't be used: RNN_LAB_TOKEN isn't its token.\n`,
    );
    expect(wrong.code).toBe(2);
    const closed = await bench.serve({ RNN_LAB_TOKEN: TOKEN });
    const refused = await startWorker(closed).ended;
    expect(refused.stderr).toBe(
      `rnn-lab: The dashboard ${closed} can't be used: it takes no reports; start it with --accept-reports.\n`,
    );
    expect(refused.code).toBe(2);
  });
});

test('a dashboard takes no reports without a token', async () => {
  await expect(bench.startServer({}, '--accept-reports')).rejects.toThrow('--accept-reports needs a token');
});
