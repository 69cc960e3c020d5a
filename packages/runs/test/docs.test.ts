import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as files from '../src/files';
import { parseHistogramLine } from '../src/histograms';
import { parseMetricLine } from '../src/lines';
import { runFile } from '../src/run-file';

const page = readFileSync(join(__dirname, '../../../docs/runs.md'), 'utf8');

/** What stands between backticks. */
const named = new Set(Array.from(page.matchAll(/`([^`\n]+)`/g), ([, text]) => text));

test('docs/runs.md lists every file of a run', () => {
  const constants = Object.entries(files).filter(([name]) => /_FILE$/.test(name));
  expect(constants.length).toBeGreaterThan(5);
  for (const [, file] of constants) expect(named).toContain(file);
  expect(named).toContain(`${files.CHECKPOINT_FOLDER}/`);
});

test('docs/runs.md lists every field of run.json', () => {
  for (const field of Object.keys(runFile.shape)) expect(named).toContain(field);
});

test('the lines of metrics.jsonl in docs/runs.md are valid', () => {
  const lines = page.split('\n').filter((line) => line.startsWith('{"kind"'));
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(parseMetricLine(line)).toMatchObject(JSON.parse(line) as object);
});

test('the line of histograms.jsonl in docs/runs.md is valid', () => {
  const [line, ...others] = page.split('\n').filter((line) => line.startsWith('{"step"'));
  expect(others).toHaveLength(0);
  expect(parseHistogramLine(line)).toEqual(JSON.parse(line));
});
