import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { within } from '@rnn-lab/testing';
import { options, temporaryFolder } from '../test/options';
import {
  createRun,
  isLive,
  listRuns,
  moveToTrash,
  readMetrics,
  readModel,
  readPredictions,
  readPreprocessing,
  readRun,
  readVocabulary,
  writeAnnotations,
} from './index';

const folder = temporaryFolder();
let original: string;

beforeAll(async () => {
  const run = await createRun(options(join(folder, 'original')));
  run.step({ step: 1, epoch: 1, t: 0.1, loss: 0.7 });
  await run.writePredictions('test', [{ index: 0, time: 1, target: 1, output: 1 }]);
  run.writePreprocessing({ kind: 'text' });
  run.writeVocabulary(['영화']);
  await run.saveModel({
    modelTopology: {},
    weightSpecs: [{ name: 'w', shape: [1], dtype: 'float32' }],
    weightData: new ArrayBuffer(4),
  });
  run.finish({ results: {} });
  original = run.directory;
});

function copy(name: string): string {
  const directory = join(folder, 'copies', name);
  cpSync(original, directory, { recursive: true });
  return directory;
}

async function readFirstPrediction(directory: string): Promise<unknown> {
  for await (const row of readPredictions(directory, 'test')) return row;
  return undefined;
}

/** What a reader throws, or reports as the run's problem. */
async function problemOf(read: () => unknown): Promise<unknown> {
  const answer = Promise.resolve()
    .then(read)
    .catch((error: Error) => error.message);
  return within(60, 'The answer', answer);
}

const readers: [string, (directory: string) => unknown][] = [
  ['run.json', async (directory) => (await readRun(directory)).problem],
  ['annotations.json', async (directory) => (await readRun(directory)).problem],
  ['annotations.json', (directory) => writeAnnotations(directory, {})],
  ['metrics.jsonl', readMetrics],
  ['predictions/test.jsonl', readFirstPrediction],
  ['model/preprocessing.json', readPreprocessing],
  ['model/vocabulary.json', readVocabulary],
  ['model/model.json', readModel],
  ['model/weights.bin', readModel],
];

// Windows has no such files.
(process.platform === 'win32' ? describe.skip : describe)('a special file', () => {
  it.each(readers)('does not block a reader: %s', async (file, read) => {
    const directory = copy(`pipe ${readers.findIndex((each) => each[1] === read)}`);
    rmSync(join(directory, file));
    execFileSync('mkfifo', [join(directory, file)]);
    expect(await problemOf(() => read(directory))).toBe(
      `${file} is a named pipe, a socket or a device instead of a file; remove it.`,
    );
  });

  it('does not block the others: more pipes than Node reads files at a time, and a socket', async () => {
    const runsDir = join(folder, 'many');
    mkdirSync(runsDir);
    cpSync(original, join(runsDir, 'good'), { recursive: true });
    for (let i = 0; i < 10; i++) {
      mkdirSync(join(runsDir, `pipe-${i}`));
      execFileSync('mkfifo', [join(runsDir, `pipe-${i}`, 'run.json')]);
    }
    mkdirSync(join(runsDir, 'socket'));
    const server = createServer().listen(join(runsDir, 'socket', 'run.json'));
    await once(server, 'listening');
    const entries = await within(60, 'The list', listRuns(runsDir));
    server.close();
    const whole = entries.filter(({ problem }) => problem === null);
    expect(whole.map(({ id }) => id)).toEqual(['good']);
    expect(entries).toHaveLength(12);
  });

  it('is no lock', async () => {
    const directory = copy('lock');
    rmSync(join(directory, 'lock'));
    execFileSync('mkfifo', [join(directory, 'lock')]);
    expect(await within(60, 'The probe', isLive(directory))).toBe(true);
    await within(60, 'The move', moveToTrash(join(folder, 'copies'), 'lock'));
  });
});

it.each(readers)('an endless file is not read into memory: %s', async (file, read) => {
  const directory = copy(`endless ${readers.findIndex((each) => each[1] === read)}`);
  // Sparse: takes no space.
  writeFileSync(join(directory, file), '');
  truncateSync(join(directory, file), 2 ** 40);
  expect(await problemOf(() => read(directory))).toMatch(
    /^(.* is larger than the \d+ (MiB|bytes) that are read|metrics.jsonl has a line of more than 64 MiB at byte 0|Line 1 of predictions\/test.jsonl is damaged); put back a copy of the file or train again\.$/,
  );
});
