import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as callbacks from '../src/callbacks';
import { EMBEDDINGS } from '../src/graph/model-graph';
import { LAYERS } from '../src/layers';
import { ACTIVATIONS } from '../src/layers/activations';
import { LOSSES } from '../src/losses';
import { METRICS } from '../src/metrics';
import { OPTIMIZERS } from '../src/optimizers';
import { SCHEDULES } from '../src/schedules';

const WORKSPACE = join(__dirname, '../../..');
const DOCS = join(WORKSPACE, 'docs');
const page = readFileSync(join(DOCS, 'engine.md'), 'utf8');
const supported = readFileSync(join(DOCS, 'supported.md'), 'utf8');

/** The names between backticks in the row of the page's table. */
const row = (set: string) => {
  const line = supported.split('\n').find((text) => text.startsWith(`| ${set} |`)) ?? '';
  return Array.from(line.matchAll(/`(\w+)`/g), ([, name]) => name);
};

it.each([
  ['layers', [...EMBEDDINGS, ...Object.keys(LAYERS)]],
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
    const text = readFileSync(join(WORKSPACE, file), 'utf8');
    expect([file, text.split('\n').length - 1]).toEqual([file, Number(lines)]);
  }
});

test('docs/engine.md shows all lines that register a member', () => {
  const [, diff] = /^```diff\n([^]*?)^```$/m.exec(page) ?? [];
  const [, ...parts] = diff.split(/^\+\+\+ /m);
  for (const [file, ...changes] of parts.map((part) => part.trimEnd().split('\n'))) {
    const added = changes.filter((line) => line.startsWith('+')).map((line) => line.slice(1));
    const lines = readFileSync(join(WORKSPACE, file), 'utf8').split('\n');
    expect([file, added.filter((line) => !lines.includes(line))]).toEqual([file, []]);
    const [, path] = / from '\.\/(.*)';$/.exec(added[0]) ?? [];
    expect(importersOf(join(dirname(file), path))).toEqual([file]);
  }
});

/** The engine's files that import a module, except tests. */
function importersOf(module: string): string[] {
  return readdirSync(join(WORKSPACE, 'packages/engine'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(src|assembly)\b.*(?<!\.test)\.ts$/.test(name))
    .map((name) => `packages/engine/${name.replaceAll('\\', '/')}`)
    .filter((file) =>
      Array.from(
        readFileSync(join(WORKSPACE, file), 'utf8').matchAll(/ from '(\.[^']*)'/g),
        ([, path]) => path,
      ).some((path) => join(dirname(file), path) === module),
    );
}
