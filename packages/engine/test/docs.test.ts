import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as callbacks from '../src/callbacks';
import { LAYERS } from '../src/layers';
import { ACTIVATIONS } from '../src/layers/activations';
import { LOSSES } from '../src/losses';
import { METRICS } from '../src/metrics';
import { OPTIMIZERS } from '../src/optimizers';
import { SCHEDULES } from '../src/schedules';

const page = readFileSync(join(__dirname, '../../../docs/engine.md'), 'utf8');

/** The names between backticks in the row of the page's table. */
const row = (set: string) => {
  const line = page.split('\n').find((text) => text.startsWith(`| ${set} |`)) ?? '';
  return Array.from(line.matchAll(/`(\w+)`/g), ([, name]) => name);
};

it.each([
  ['layers', ['Embedding', ...Object.keys(LAYERS)]],
  ['activations', [...Object.keys(ACTIVATIONS), 'softmax']],
  ['losses', Object.keys(LOSSES)],
  ['schedules', Object.keys(SCHEDULES)],
])('docs/engine.md lists all %s, and no others', (set, names) => {
  expect(row(set).sort()).toEqual(names.sort());
});

it.each([
  ['optimizers', OPTIMIZERS],
  ['metrics', METRICS],
  ['callbacks', callbacks],
])('docs/engine.md lists all %s', (set, members) => {
  expect(row(set)).toEqual(expect.arrayContaining(Object.keys(members)));
});

it("docs/engine.md states its files' lengths", () => {
  const stated = Array.from(page.matchAll(/\]\(\.\.\/(packages\/[^)]+)\), (\d+) lines/g));
  expect(stated).not.toHaveLength(0);
  for (const [, file, lines] of stated) {
    const text = readFileSync(join(__dirname, '../../..', file), 'utf8');
    expect([file, text.split('\n').length - 1]).toEqual([file, Number(lines)]);
  }
});
