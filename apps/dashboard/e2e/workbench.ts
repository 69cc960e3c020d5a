import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outcomeOf, PrintingProcess, within } from '@rnn-lab/testing';
import type { RunFile } from '@rnn-lab/runs';
import type { ChildProcess, ChildProcessWithoutNullStreams } from 'node:child_process';

export const DASHBOARD = join(__dirname, '../bin/dashboard.js');
const WORKSPACE = join(__dirname, '../../..');
const TRAIN_TOPICS = join(WORKSPACE, 'packages/lab/test/train-topics.ts');
const TRAINER = join(__dirname, '../../trainer/bin/rnn-lab.js');
/** Only ends a hang. */
const LIMIT_SECONDS = 280;
/** The full data sets, where there are any. */
export const dataDir = process.env.RNN_LAB_DATA;

export interface Server {
  address: string;
  process: ChildProcess;
}

/** The address that a server prints once it is ready. Rejects with its output if it exits or takes a minute. */
export async function addressOf(server: ChildProcess): Promise<string> {
  let output = '';
  const ready = new Promise<string>((resolve, reject) => {
    const read = (data: Buffer) => {
      output += data;
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
      if (address && output.includes('Ready')) resolve(address);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('exit', (code) => reject(new Error(`It ended with ${code}.`)));
  });
  try {
    return await within(60, `The dashboard's start (${server.spawnargs.join(' ')})`, ready);
  } catch (error) {
    throw new Error(`${(error as Error).message} It printed:\n${output}`, { cause: error });
  }
}

/** Temporary folders in which the real trainer and the real dashboard run. */
export class Workbench {
  readonly root = mkdtempSync(join(tmpdir(), 'rnn-lab-dashboard-'));
  readonly runs = join(this.root, 'runs');
  readonly #children: ChildProcessWithoutNullStreams[] = [];

  /** Serves the built dashboard; returns the address. */
  async serve(env: Record<string, string> = {}): Promise<string> {
    return (await this.startServer(env)).address;
  }

  /** The same with the process. `args` are appended to the command. */
  async startServer(env: Record<string, string> = {}, ...args: string[]): Promise<Server> {
    const server = this.#spawn([DASHBOARD, 'start', '--port', '0', ...args], env);
    return { address: await addressOf(server), process: server };
  }

  /** Runs the trainer to its end; returns the runs that it wrote, in order. */
  async train(...args: string[]): Promise<RunFile[]> {
    const { code, stdout, stderr } = await outcomeOf(this.#spawn([TRAINER, ...args, '--json'], {}));
    if (code !== 0) throw new Error(`rnn-lab ${args.join(' ')} has failed: ${stderr}`);
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as RunFile);
  }

  startTraining(...args: string[]): ChildProcessWithoutNullStreams {
    const trainer = this.#spawn([TRAINER, ...args], {});
    // Output that isn't read would fill the pipe and block the trainer.
    trainer.stdout.resume();
    trainer.stderr.resume();
    return trainer;
  }

  /** Starts a command of rnn-lab, such as a worker. */
  startCommand(args: readonly string[], env: Record<string, string>): PrintingProcess {
    return new PrintingProcess(this.#spawn([TRAINER, ...args], env), LIMIT_SECONDS);
  }

  /** Trains on 2,000 Naver reviews. */
  async trainReviews(...args: string[]): Promise<RunFile> {
    const small = '--num-words 2000 --embedding-dimension 16 --lstm-units 16 --epochs 2 --workers 1';
    const [run] = await this.train('nsmc', ...small.split(' '), '--limit', '2000', ...args);
    return run;
  }

  /** Trains a classifier of that many topics of generated texts. */
  async trainTopics(classes: number, outputs = 1): Promise<RunFile> {
    const register = ['-r', require.resolve('@swc-node/register')];
    const env = { TS_NODE_PROJECT: join(WORKSPACE, 'tsconfig.base.json') };
    const child = this.#spawn([...register, TRAIN_TOPICS, this.runs, String(classes), String(outputs)], env);
    const { code, stdout, stderr } = await outcomeOf(child);
    if (code !== 0) throw new Error(`The training of ${classes} topics has failed: ${stderr}`);
    return JSON.parse(stdout) as RunFile;
  }

  readLines<T>(id: string, file: string): T[] {
    const lines = readFileSync(join(this.runs, id, file), 'utf8')
      .trimEnd()
      .split('\n');
    return lines.map((line) => JSON.parse(line) as T);
  }

  async close(): Promise<void> {
    for (const child of this.#children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await within(60, `The end of ${child.spawnargs.join(' ')} by SIGKILL`, once(child, 'exit'));
    }
    rmSync(this.root, { recursive: true, force: true });
  }

  get #data(): string {
    return dataDir ?? join(this.root, 'data');
  }

  #spawn(args: string[], env: Record<string, string>): ChildProcessWithoutNullStreams {
    // A clean environment: nothing of the test run may leak in (npm's INIT_CWD, Nx's FORCE_COLOR).
    const { PATH, HOME } = process.env;
    const folders = {
      RNN_LAB_DATA: this.#data,
      RNN_LAB_RUNS: this.runs,
      RNN_LAB_CACHE: join(this.root, 'cache'),
    };
    const child = spawn(process.execPath, args, {
      cwd: this.root,
      env: { PATH, HOME, NODE_ENV: 'production', ...folders, ...env },
    });
    this.#children.push(child);
    return child;
  }
}
