import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../test/options';
import { listRunDirectories, readPins, writePin } from './index';

const parent = temporaryFolder();
let count = 0;
function folder(): string {
  const folder = join(parent, String(count++));
  mkdirSync(folder);
  return folder;
}

it('keeps one pin per experiment, in a folder that is no run', async () => {
  const runs = folder();
  expect(await readPins(runs)).toEqual([]);
  writePin(runs, 'nsmc', ['a']);
  writePin(runs, '__proto__', ['한글 100%']);
  writePin(runs, 'nsmc', ['b', 'c']);
  const pinnedAt = expect.stringMatching(/^\d{4}-.*Z$/);
  expect(await readPins(runs)).toEqual([
    { experiment: '__proto__', runs: ['한글 100%'], pinnedAt },
    { experiment: 'nsmc', runs: ['b', 'c'], pinnedAt },
  ]);
  expect(await listRunDirectories(runs)).toEqual([]);
  expect(readdirSync(join(runs, '.dashboard'))).toEqual(['pins.json']);
});

it('unpins', async () => {
  const runs = folder();
  writePin(runs, 'nsmc', ['a']);
  writePin(runs, 'sine', ['b']);
  writePin(runs, 'nsmc', []);
  expect((await readPins(runs)).map(({ experiment }) => experiment)).toEqual(['sine']);
});

it('reports a broken file and leaves it as it is', async () => {
  const runs = folder();
  mkdirSync(join(runs, '.dashboard'));
  const file = join(runs, '.dashboard', 'pins.json');
  writeFileSync(file, '{"pins": [{"experiment": "nsmc", "runs": []}]}');
  await expect(readPins(runs)).rejects.toThrow('pins.json is invalid at "pins.0.runs"');
  expect(() => writePin(runs, 'nsmc', ['a'])).toThrow('pins.json is invalid');
  expect(readFileSync(file, 'utf8')).toContain('"runs": []');
});

it('names the file that can’t be written', () => {
  const runs = folder();
  writeFileSync(join(runs, '.dashboard'), '');
  expect(() => writePin(runs, 'nsmc', ['a'])).toThrow('pins.json');
});
