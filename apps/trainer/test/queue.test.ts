import { Network, PrintingProcess, RedisServer, VirtualHost, withTool } from '@rnn-lab/testing';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { redisAddress } from '../src/queue/address';
import { connect } from '../src/queue/redis';
import { BIN, readJson, Sandbox } from './rnn-lab';
import type { ChildProcess } from 'node:child_process';
import type { RunFile } from '@rnn-lab/runs';

/** Only ends a hang. */
const LIMIT_SECONDS = 280;
const LOCK_SECONDS = 4;

let sandbox: Sandbox;
let server: RedisServer;
let processes: PrintingProcess[];
let networks: Network[];
let hosts: VirtualHost[];

beforeEach(async () => {
  sandbox = new Sandbox();
  processes = [];
  networks = [];
  hosts = [];
  if (RedisServer.isThere) server = await RedisServer.start(join(sandbox.root, 'redis'));
});
afterEach(async () => {
  for (const process of processes) process.child.kill('SIGKILL');
  await Promise.all(processes.map(({ ended }) => ended));
  for (const network of networks) network.close();
  for (const host of hosts) host.remove();
  await server?.kill();
  sandbox.remove();
});

const withPassword = (password: string) => ({ env: { RNN_LAB_QUEUE_PASSWORD: password } });
function watched(child: ChildProcess): PrintingProcess {
  const process = new PrintingProcess(child, LIMIT_SECONDS);
  processes.push(process);
  return process;
}

const start = (args: readonly string[], port = server.port, password = RedisServer.password) =>
  watched(sandbox.start([...args, '--queue', `redis://127.0.0.1:${port}`], withPassword(password)));
const startWorkerOn = (host: VirtualHost) => {
  const queue = ['--queue', `redis://${host.gateway}:${server.port}`];
  const worker = ['worker', '--lock-seconds', `${LOCK_SECONDS}`, ...queue];
  const command = host.command(process.execPath, [BIN, ...worker]);
  return watched(sandbox.spawn(...command, withPassword(RedisServer.password)));
};
const startWorker = (port?: number, ...args: string[]) =>
  start(['worker', '--lock-seconds', `${LOCK_SECONDS}`, ...args], port);
const startSweep = (args: string) => start(['sweep', 'sine', ...args.split(' ')]);

async function network(): Promise<Network> {
  const made = await Network.to(server.port);
  networks.push(made);
  return made;
}

function runsIn(folder: string): RunFile[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : [];
  return names.map((name) => readJson<RunFile>(folder, name, 'run.json'));
}

/** The variant and seed of every finished run, sorted. */
function finished(folder: string): string[] {
  const runs = runsIn(folder).filter(({ status }) => status === 'finished');
  return runs.map(({ params, seed }) => `${params.rnnUnits} ${seed}`).sort();
}

withTool('redis', RedisServer.isThere).describe('with a Redis server', () => {
  const onHosts = withTool('netns', VirtualHost.canBeMade());
  onHosts.test(
    'four hosts: one is killed, one cut off, the server restarts; every variant has one finished run',
    async () => {
      hosts = Array.from({ length: 4 }, () => new VirtualHost());
      await server.kill();
      server = await RedisServer.start(
        join(sandbox.root, 'redis'),
        'always',
        hosts.map(({ gateway }) => gateway),
      );
      const sweep = startSweep('--epochs 30 --grid rnnUnits=4,8 --seeds 0..2 --name four');
      const [killed, cutOff, ...others] = hosts.map(startWorkerOn);
      await Promise.all([
        killed.prints(': training').then(() => killed.child.kill('SIGKILL')),
        cutOff.prints(': training').then(() => hosts[1].cut()),
      ]);
      await others[0].prints(': training');
      await server.kill();
      await others[0].prints("can't be reached");
      await server.start();
      await others[0].prints('is back');
      await sleep(2 * LOCK_SECONDS * 1000);
      hosts[1].restore();

      const { code, stdout, stderr } = await sweep.ended;
      expect({ code, problems: stderr.match(/^rnn-lab: .*/gm) }).toEqual({ code: 0, problems: null });
      expect(stdout.match(/^\[\d\/6\] /gm)).toHaveLength(6);
      expect(finished(sandbox.runs)).toEqual(['4 0', '4 1', '4 2', '8 0', '8 1', '8 2']);
      const jobs = runsIn(sandbox.runs).flatMap(({ status, sweep: job }) =>
        status === 'finished' ? [job] : [],
      );
      expect(new Set(jobs.map((job) => job?.job)).size).toBe(6);
      expect(new Set(jobs.map((job) => job?.name))).toEqual(new Set(['four']));

      for (const { child } of others) child.kill('SIGINT');
      expect((await others[0].ended).code).toBe(130);
      expect((await others[1].ended).code).toBe(130);
    },
  );

  test('Ctrl-C leaves the jobs; a run of a cut-off worker without the shared folder is a duplicate', async () => {
    const command = '--epochs 30 --grid rnnUnits=4,8 --name two';
    const first = startSweep(command);
    await first.prints('Trained by the workers of ');
    const cable = await network();
    const own = join(sandbox.root, 'own');
    const cutOff = startWorker(cable.port, '--runs-dir', own);
    await cutOff.prints(': training');
    cable.cut();
    first.child.kill('SIGINT');
    const { code, stdout, stderr } = await first.ended;
    expect(stderr).toMatch(
      /rnn-lab: interrupted by SIGINT; the jobs stay in the queue .* the same command waits for the sweep two again\n$/,
    );
    expect(code).toBe(130);

    startWorker();
    const again = await startSweep(command).ended;
    expect({ code: again.code, stderr: again.stderr }).toEqual({
      code: 0,
      stderr: expect.not.stringContaining('rnn-lab: '),
    });
    expect(finished(sandbox.runs)).toEqual(['4 0', '8 0']);
    cable.restore();
    await cutOff.prints('is a duplicate of ');
    const [run] = runsIn(own);
    const kept = runsIn(sandbox.runs).find(({ sweep }) => sweep?.job === run.sweep?.job);
    expect(run).toMatchObject({ status: 'duplicate', duplicateOf: kept?.id });
    expect(finished(own)).toEqual([]);

    const written = readFileSync(join(sandbox.runs, '.sweeps/two/sweep.json'), 'utf8');
    expect(written).toContain('--queue');
    for (const text of [stdout, stderr, again.stdout, cutOff.text, written])
      expect(text).not.toContain(RedisServer.password);
  });

  test('a job that fails is listed, and tried again by the same command', async () => {
    startWorker();
    const args = '--epochs 1 --grid learningRate=1e30,0.01 --name fails';
    const { code, stderr } = await startSweep(args).ended;
    expect(stderr).toMatch(/\nrnn-lab: learningRate=1e\+30 seed=0: The loss became \w+ at step \d+/);
    expect(code).toBe(1);
    expect(finished(sandbox.runs)).toHaveLength(1);
    const again = await startSweep(args).ended;
    expect(again.stderr).toContain('rnn-lab: learningRate=1e+30 seed=0: The loss became ');
    expect(runsIn(sandbox.runs).map(({ status }) => status)).toContain('failed');
    expect(finished(sandbox.runs)).toHaveLength(1);
  });

  test('successive halving trains the best variant on, and no other', async () => {
    const workers = [startWorker(), startWorker()];
    const args = '--grid learningRate=0.01,1e-9,1e-8 --budget 3 --name halving';
    const { code, stdout } = await startSweep(args).ended;
    expect(stdout).toContain('Successive halving: 3 to epoch 1, 1 to epoch 3\n');
    expect(code).toBe(0);
    const states = runsIn(sandbox.runs).map(({ params, status, pruned, resumes }) => [
      ...[params.learningRate, status, pruned?.epoch, resumes.length],
    ]);
    expect(states.sort()).toEqual(
      [
        [0.01, 'finished', undefined, 1],
        [1e-8, 'pruned', 1, 0],
        [1e-9, 'pruned', 1, 0],
      ].sort(),
    );
    for (const { child } of workers) child.kill('SIGINT');
    await Promise.all(workers.map(({ ended }) => ended));
    const trained = workers.flatMap(({ text }) => text.match(/: trained, as run /g) ?? []);
    expect(trained).toHaveLength(4);
  });

  test('a server that answers with errors is told about', async () => {
    const worker = startWorker();
    await worker.prints('Waiting for jobs');
    const client = await connect(redisAddress(`redis://:${RedisServer.password}@127.0.0.1:${server.port}`));
    try {
      await client.config('SET', 'maxmemory', '1');
      await worker.prints('The queue gives no jobs, and is asked again every second: OOM');
    } finally {
      await client.config('SET', 'maxmemory', '0');
      client.disconnect();
    }
    worker.child.kill('SIGINT');
    expect((await worker.ended).code).toBe(130);
  });

  test('a wrong password is refused, without printing it', async () => {
    const { code, stderr } = await start(['worker'], undefined, 'wrong').ended;
    expect(stderr).toMatch(
      /^rnn-lab: The queue redis:\S+ can't be used: it asks for another user or password;/,
    );
    expect(stderr).not.toContain('wrong');
    expect(code).toBe(2);
  });
});

test.each([
  ['redis://:secret@127.0.0.1:1', "The queue redis://127.0.0.1:1 can't be used: connect ECONNREFUSED"],
  ['http://:secret@127.0.0.1', '--queue: it must be an address like redis://host:6379'],
  ['redis://:secret@127.0.0.1/one', '--queue: its database must be a number'],
])('worker --queue %s is refused', async (queue, message) => {
  const { code, stderr } = await sandbox.run(['worker', '--queue', queue]);
  expect(stderr).toContain(`rnn-lab: ${message}`);
  expect(stderr).not.toContain('secret');
  expect(code).toBe(2);
});
