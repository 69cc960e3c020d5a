import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Sandbox, SMALL, writeNsmc } from './rnn-lab';
import type { Outcome } from './rnn-lab';

let sandbox: Sandbox;

beforeEach(() => {
  sandbox = new Sandbox();
  writeNsmc(sandbox.data, { train: 60, test: 20 });
});

afterEach(() => sandbox.remove());

/** The command is refused: exit code 2, a one-line message, no run. */
function expectRefusal({ code, stderr }: Outcome, reason: RegExp): void {
  const message = stderr.replace(/^Warning: .* is not the official file .*\n/gm, '');
  expect(message).toMatch(/^rnn-lab: [^\n]+\n$/);
  expect(message).toMatch(reason);
  expect(code).toBe(2);
  expect(sandbox.runFolders()).toEqual([]);
}

// src/flags/refusals.test.ts has more, without a process for each.
test.each<[args: string, reason: RegExp]>([
  ['', /name a command/],
  ['nsmcc', /unknown command 'nsmcc' \(Did you mean nsmc\?\)/],
  ['nsmc --resume x', /There is no run x in .*; name a run by its id, or last/],
  ['nsmc --epochs 0', /'--epochs <integer>' argument '0' is invalid. It must be an integer of at least 1/],
  ['nsmc --engine tfjs --workers 2', /--engine tfjs trains in one thread/],
  ['nsmc --engine tfjs --histograms 5', /--engine tfjs records no histograms; remove --histograms 5/],
  ['nsmc --engine tfjs --matmul wasm', /--engine tfjs multiplies matrices itself; remove --matmul wasm/],
  ['nsmc --limit 1', /leaves no rows/],
  ['predict nsmc-20200101-000000-none', /There is no run nsmc-20200101-000000-none in /],
])('refuses rnn-lab %s', async (args, reason) => {
  expectRefusal(await sandbox.run(args.split(' ').filter(Boolean)), reason);
});

test('refuses a runs folder inside a plain file', async () => {
  writeFileSync(join(sandbox.root, 'plain'), '');
  const outcome = await sandbox.run(['nsmc', '--runs-dir', 'plain/runs']);
  expectRefusal(outcome, /Can't use \S+plain\/runs as the runs folder: a part of its path is a file/);
});

test('refuses a missing stopwords file', async () => {
  expectRefusal(await sandbox.run(['nsmc', '--stopwords', 'none.txt']), /none\.txt/);
});

describe('refuses data that', () => {
  const train = () => join(sandbox.data, 'nsmc/ratings_train.txt');
  const run = () => sandbox.run(['nsmc', ...SMALL]);

  test('is missing and cannot be downloaded', async () => {
    const mirror = `http://127.0.0.1:${await closedPort()}`;
    const outcome = await sandbox.run(['imdb'], { env: { RNN_LAB_MIRROR: mirror } });
    expectRefusal(
      outcome,
      /can't be downloaded \(.*ECONNREFUSED.*\): get imdb\.npz and imdb_word_index\.json/,
    );
    expect(outcome.stderr).toContain(join(sandbox.data, 'imdb'));
  });

  test('has only one of its two files', async () => {
    rmSync(train());
    expectRefusal(await run(), /ratings_test\.txt is there, but .*ratings_train\.txt is not/);
  });

  test('is cut off in the middle of a row', async () => {
    const content = readFileSync(train());
    writeFileSync(train(), content.subarray(0, content.lastIndexOf('\t', content.length - 10)));
    expectRefusal(await run(), /ratings_train\.txt, line \d+: /);
  });

  test('has an invalid label', async () => {
    writeFileSync(train(), readFileSync(train(), 'utf8').replace('\t1\n', '\t7\n'));
    expectRefusal(await run(), /ratings_train\.txt, line \d+: the label is "7" instead of 0 or 1/);
  });

  test('has nothing left after cleaning', async () => {
    writeFileSync(train(), 'id\tdocument\tlabel\n1\tgreat movie\t1\n2\tbad movie\t0\n');
    expectRefusal(
      await run(),
      /Nothing is left of the 2 training texts after cleaning and dropping stopwords/,
    );
  });

  test('has no document in the test reviews', async () => {
    writeFileSync(join(sandbox.data, 'nsmc/ratings_test.txt'), 'id\tdocument\tlabel\n1\t\t1\n');
    expectRefusal(await run(), /ratings_test\.txt: no row has a document/);
  });

  test('has a document that is too long', async () => {
    const document = '쀍 '.repeat(1_000_000);
    writeFileSync(train(), `id\tdocument\tlabel\n1\t좋다\t1\n\n2\t${document}\t0\n`);
    expectRefusal(
      await run(),
      /ratings_train\.txt, line 4: the text is too long to be analyzed: shorten it\.$/m,
    );
  });

  test('is binary', async () => {
    writeFileSync(train(), Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe, 0x00]));
    expectRefusal(await run(), /ratings_train\.txt, line 1: /);
  });
});

/** A port on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
