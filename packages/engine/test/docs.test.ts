import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readmeExample } from '@rnn-lab/testing';
import * as callbacks from '../src/callbacks';
import { LAYERS } from '../src/layers';
import { ACTIVATIONS } from '../src/layers/activations';
import { LOSSES } from '../src/losses';
import { METRICS } from '../src/metrics';
import { OPTIMIZERS } from '../src/optimizers';
import { SCHEDULES } from '../src/schedules';

const DOCS = join(__dirname, '../../../docs');
const page = readFileSync(join(DOCS, 'engine.md'), 'utf8');
const supported = readFileSync(join(DOCS, 'supported.md'), 'utf8');

/** The names between backticks in the row of the page's table. */
const row = (set: string) => {
  const line = supported.split('\n').find((text) => text.startsWith(`| ${set} |`)) ?? '';
  return Array.from(line.matchAll(/`(\w+)`/g), ([, name]) => name);
};

it.each([
  ['layers', ['Embedding', ...Object.keys(LAYERS)]],
  ['activations', [...Object.keys(ACTIVATIONS), 'softmax']],
  ['losses', Object.keys(LOSSES)],
  ['schedules', Object.keys(SCHEDULES)],
])('docs/supported.md lists all %s, and no others', (set, names) => {
  expect(row(set).sort()).toEqual(names.sort());
});

it.each([
  ['optimizers', OPTIMIZERS],
  ['metrics', METRICS],
  ['callbacks', callbacks],
])('docs/supported.md lists all %s', (set, members) => {
  expect(row(set)).toEqual(expect.arrayContaining(Object.keys(members)));
});

test("docs/supported.md lists the platforms of ONNX Runtime's library, and no others", () => {
  const bin = join(dirname(require.resolve('onnxruntime-node/package.json')), 'bin/napi-v6');
  const shipped = readdirSync(bin).flatMap((os) =>
    readdirSync(join(bin, os)).map((architecture) => `${os} ${architecture}`),
  );
  const listed = Array.from(supported.matchAll(/^\| (.*) \| ONNX Runtime \|$/gm), ([, cell]) => {
    const [os, ...architectures] = Array.from(cell.matchAll(/`(\w+)`/g), ([, name]) => name);
    return architectures.map((architecture) => `${os} ${architecture}`);
  });
  expect(listed.flat().sort()).toEqual(shipped.sort());
});

test('docs/supported.md states the version of Node', () => {
  const root = readFileSync(join(DOCS, '../package.json'), 'utf8');
  const { engines } = JSON.parse(root) as { engines: { node: string } };
  expect(supported).toContain(`Node ${engines.node.replace('>=', '')} or newer`);
});

it("docs/engine.md states its files' lengths", () => {
  const stated = Array.from(page.matchAll(/\]\(\.\.\/(packages\/[^)]+)\), (\d+) lines/g));
  expect(stated).not.toHaveLength(0);
  for (const [, file, lines] of stated) {
    const text = readFileSync(join(__dirname, '../../..', file), 'utf8');
    expect([file, text.split('\n').length - 1]).toEqual([file, Number(lines)]);
  }
});

test('the example of the README prints what it shows', async () => {
  const { outcome, shown } = await readmeExample(join(__dirname, '../README.md'));
  expect(outcome).toMatchObject({ code: 0, stdout: shown });
});
