import { outcomeOf } from '@rnn-lab/testing';
import type { Outcome } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import type { RunFile } from '@rnn-lab/runs';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export { outcomeOf };
export type { Outcome };

const WORKSPACE = join(__dirname, '../../..');
const TRAIN_TOPICS = join(WORKSPACE, 'packages/lab/test/train-topics.ts');
export const BIN = join(__dirname, '../bin/rnn-lab.js');

/** Flags of a model that trains within seconds. */
export const SMALL =
  '--num-words 100 --embedding-dimension 8 --lstm-units 8 --batch-size 20 --workers 1'.split(' ');

/** Temporary folders for a test, in which it runs rnn-lab as a process. */
export class Sandbox {
  readonly root = mkdtempSync(join(tmpdir(), 'rnn-lab-'));
  readonly data = join(this.root, 'data');
  readonly runs = join(this.root, 'runs');
  readonly cache = join(this.root, 'cache');

  /** Starts rnn-lab. */
  start(args: readonly string[], options?: SpawnOptions): ChildProcess {
    return this.spawn(process.execPath, [BIN, ...args], options);
  }

  spawn(program: string, args: readonly string[], { env, ...options }: SpawnOptions = {}): ChildProcess {
    const folders = { RNN_LAB_DATA: this.data, RNN_LAB_RUNS: this.runs, RNN_LAB_CACHE: this.cache };
    // Pass on no other variable: the tests may run under npm (INIT_CWD) and Nx (FORCE_COLOR). They read English.
    const { PATH, HOME } = process.env;
    return spawn(program, args, {
      cwd: this.root,
      env: { PATH, HOME, LANG: 'C', ...folders, ...env },
      ...options,
    });
  }

  async run(
    args: readonly string[],
    { input, ...options }: SpawnOptions & { input?: string | Buffer } = {},
  ): Promise<Outcome> {
    const child = this.start(args, options);
    child.stdin!.end(input);
    return outcomeOf(child);
  }

  /** Trains a classifier of that many topics of generated texts; returns its run.json. */
  async trainTopics(classes: number, outputs = 1): Promise<RunFile> {
    const register = ['-r', require.resolve('@swc-node/register')];
    const env = { TS_NODE_PROJECT: join(WORKSPACE, 'tsconfig.base.json') };
    const args = [TRAIN_TOPICS, this.runs, String(classes), String(outputs)];
    const child = this.spawn(process.execPath, [...register, ...args], { env });
    const { code, stdout, stderr } = await outcomeOf(child);
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as RunFile;
  }

  /** A copy of a run whose model predicts NaN: its weights are finite, and what it computes from them isn't. */
  diverged(id: string): string {
    const copy = `${id}-diverged`;
    cpSync(join(this.runs, id), join(this.runs, copy), { recursive: true });
    const file = join(this.runs, copy, 'model/weights.bin');
    const weights = Buffer.alloc(readFileSync(file).length);
    for (let at = 0; at < weights.length; at += 4) weights.writeFloatLE(3e38, at);
    writeFileSync(file, weights);
    return copy;
  }

  /** The folders of all runs, including unfinished and hidden ones. */
  runFolders(): string[] {
    return existsSync(this.runs) ? readdirSync(this.runs).map((name) => join(this.runs, name)) : [];
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

const PRAISE = ['재미있는 영화였다', '정말 최고의 감동', '배우 연기가 훌륭하다', '또 보고 싶은 작품'];
const BLAME = ['지루하고 재미없다', '시간이 아까운 쓰레기', '연기가 너무 어색하다', '다시는 보고 싶지 않다'];

/** Writes files in the format of the Naver reviews; each has one row without a document. */
export function writeNsmc(folder: string, rows: { train: number; test: number }): void {
  mkdirSync(join(folder, 'nsmc'), { recursive: true });
  for (const [part, count] of Object.entries(rows)) {
    const lines = Array.from({ length: count }, (_, i) => {
      const phrases = i % 2 ? PRAISE : BLAME;
      return `${i}\t${phrases[(i >> 1) % 4]}, ${phrases[(i >> 3) % 4]} ${i}!\t${i % 2}`;
    });
    const content = ['id\tdocument\tlabel', ...lines, `${count}\t\t1`, ''].join('\n');
    writeFileSync(join(folder, `nsmc/ratings_${part}.txt`), content);
  }
}

export function readJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as T;
}

export function readLines<T>(...path: string[]): T[] {
  const lines = readFileSync(join(...path), 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as T);
}

/** All that an undisturbed run and a resumed one have in common. */
export function contentsOf(folder: string) {
  const run = readJson<RunFile>(folder, 'run.json');
  const timeless = (line: object) => ({ ...line, t: 0, time: 0 });
  const bytes = (file: string) => readFileSync(join(folder, file), 'base64');
  return {
    files: (readdirSync(folder, { recursive: true }) as string[]).sort(),
    run: [run.status, run.params, run.results, run.baselines, run.summary, run.command],
    metrics: readLines<object>(folder, 'metrics.jsonl').map(timeless),
    histograms: existsSync(join(folder, 'histograms.jsonl')) && bytes('histograms.jsonl'),
    weights: bytes('model/weights.bin'),
    predictions: readdirSync(join(folder, 'predictions')).map((file) => bytes(`predictions/${file}`)),
  };
}
