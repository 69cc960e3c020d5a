import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'iconv-lite';
import { readJson, Sandbox } from './rnn-lab';
import type { RunFile } from '@rnn-lab/runs';

const sandbox = new Sandbox();
afterAll(() => sandbox.remove());

let run: RunFile;
beforeAll(async () => {
  run = await sandbox.trainTopics(3);
});

interface Line {
  text: string;
  label: string;
  probability: number;
  probabilities: Record<string, number>;
  unknown: boolean;
}

function write(name: string, content: string | Buffer): string {
  writeFileSync(join(sandbox.root, name), content);
  return name;
}

async function predict(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await sandbox.run(['predict', ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

const jsonLines = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

test('a run by its folder predicts like the run by its id, from files in their order', async () => {
  const [first, second] = [write('first.txt', 'the rocket\r\n'), write('second.txt', '쀍')];
  const expected = await predict(run.id, first, second);
  expect(expected).toMatch(/^space\t0\.\d{6}\n[a-z ]+\t0\.\d{6}\tunknown\n$/);
  expect(await predict(join('runs', run.id), first, second)).toBe(expected);
  cpSync(join(sandbox.runs, run.id), join(sandbox.root, 'copied'), { recursive: true });
  rmSync(join(sandbox.root, 'copied/lock'), { force: true });
  expect(await predict('copied', first, second)).toBe(expected);
});

test('JSON has every probability, the text, and whether it is unknown', async () => {
  const lines = jsonLines(
    await predict(run.id, write('texts.txt', 'the rocket\n쀍\n\n'), '--format', 'json'),
  );
  expect(lines.map(({ text, unknown }) => [text, unknown])).toEqual([
    ['the rocket', false],
    ['쀍', true],
    ['', true],
  ]);
  for (const { label, probability, probabilities } of lines) {
    expect(Object.keys(probabilities).sort()).toEqual([...run.classes].sort());
    expect(probability).toBe(Math.max(...Object.values(probabilities)));
    expect(probabilities[label]).toBe(probability);
    expect(Object.values(probabilities).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
  }
});

test('CSV quotes texts of a named column, in CP949 on request', async () => {
  const file = write(
    'reviews.csv',
    encode('번호,말\n1,"the ""rocket"", 로켓"\n2,쀍\n', 'utf-16le', { addBOM: true }),
  );
  const csv = await predict(run.id, file, '--text-column', '말', '--format', 'csv');
  expect(csv).toMatch(
    /^text,label,probability,unknown\n"the ""rocket"", 로켓",space,0\.\d{6},false\n쀍,[a-z ]+,0\.\d{6},true\n$/,
  );
  const cp949 = write('cp949.csv', encode('리뷰\nrocket 로켓\n', 'cp949'));
  expect(await predict(run.id, cp949, '--encoding', 'cp949', '--format', 'csv')).toContain(
    '\nrocket 로켓,space,',
  );
});

test('another engine predicts the same', async () => {
  const file = write('texts.txt', 'the rocket\nthe striker\n');
  const [ours, theirs] = [await predict(run.id, file), await predict(run.id, file, '--engine', 'tfjs')];
  const values = (stdout: string) => stdout.split(/[\t\n]/).map((field) => Number(field) || field);
  expect(values(theirs)).toEqual(
    values(ours).map((value) => (typeof value === 'number' ? expect.closeTo(value, 4) : value)),
  );
});

test('unnamed classes are numbers, of two outputs by name', async () => {
  const { id } = await sandbox.trainTopics(3, 2);
  const [{ outputs }] = (await predict(id, write('texts.txt', 'the rocket\n'), '--format', 'json'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { outputs: Record<string, Line> });
  expect(Object.keys(outputs)).toEqual(['topic', 'length']);
  const csv = await predict(id, 'texts.txt', '--format', 'csv');
  expect(csv.split('\n')[0]).toBe(
    'text,topic_label,topic_probability,length_label,length_probability,unknown',
  );
});

describe('refuses', () => {
  async function refusal(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await sandbox.run(['predict', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^rnn-lab: [^\n]+\n$/);
    return stderr;
  }

  test('an interrupted run without a model, and names the command that finishes it', async () => {
    const folder = join(sandbox.runs, 'half');
    cpSync(join(sandbox.runs, run.id), folder, { recursive: true });
    rmSync(join(folder, 'model/model.json'));
    const file = join(folder, 'run.json');
    const of = (status: string) =>
      writeFileSync(file, JSON.stringify({ ...readJson<RunFile>(file), status }));
    of('interrupted');
    expect(await refusal('half')).toContain(
      `Run half (interrupted) ended before it had a model; finish its training first: npx rnn-lab ${run.experiment} --resume half\n`,
    );
    expect(await refusal('half', '--runs-dir', 'runs')).toContain(
      `--resume half --runs-dir ${sandbox.runs}\n`,
    );
    of('finished');
    expect(await refusal('half')).toContain('runs/half/model/model.json is missing');
  });

  test('a file that is missing, before it loads the model, and a folder that is no run', async () => {
    expect(await refusal(run.id, 'none.csv')).toMatch(/There is no file \S*none\.csv/);
    expect(await refusal('.')).toContain("isn't a run (run.json is missing");
  });

  test('a text for which the model predicts NaN', async () => {
    const id = sandbox.diverged(run.id);
    expect(await refusal(id, write('texts.txt', 'the rocket\n'))).toMatch(
      /texts\.txt, line 1: the text gets NaN from the model, whose training diverged: train it again/,
    );
  });

  test('options of files without a file', async () => {
    expect(await refusal(run.id, '--text-column', 'a')).toContain('--text-column names a column of a file');
    expect(await refusal(run.id, '--encoding', 'cp949')).toContain('standard input is read as UTF-8');
  });
});
