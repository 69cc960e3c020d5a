import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { options, temporaryFolder } from '../test/options';
import { createRun, readRun, writeAnnotations } from './index';

const folder = temporaryFolder();

async function run(): Promise<string> {
  const writer = await createRun(options(folder));
  writer.interrupt();
  return writer.directory;
}

it('changes the given fields, and nothing else in the folder', async () => {
  const directory = await run();
  const before = readFileSync(join(directory, 'run.json'), 'utf8');
  const files = readdirSync(directory).sort();
  expect(writeAnnotations(directory, { archived: true })).toEqual({
    tags: ['first'],
    notes: 'a note',
    archived: true,
  });
  writeAnnotations(directory, { tags: ['둘', '둘'], notes: 'NaN' });
  expect((await readRun(directory)).annotations).toEqual({ tags: ['둘'], notes: 'NaN', archived: true });
  expect(readFileSync(join(directory, 'run.json'), 'utf8')).toBe(before);
  expect(readdirSync(directory).sort()).toEqual(files);
});

it('creates a missing file', async () => {
  const directory = await run();
  rmSync(join(directory, 'annotations.json'));
  expect(writeAnnotations(directory, { notes: 'new' })).toEqual({ tags: [], notes: 'new', archived: false });
});

it('reports a broken file and leaves it as it is', async () => {
  const directory = await run();
  const file = join(directory, 'annotations.json');
  writeFileSync(file, '{"tags":');
  expect(() => writeAnnotations(directory, { archived: true })).toThrow(
    'annotations.json is not valid JSON.',
  );
  expect(readFileSync(file, 'utf8')).toBe('{"tags":');
});

it('names the file that can’t be read or written', async () => {
  const directory = await run();
  const file = join(directory, 'annotations.json');
  rmSync(file);
  mkdirSync(file);
  expect(() => writeAnnotations(directory, { archived: true })).toThrow("annotations.json can't be read");
  expect(() => writeAnnotations(join(folder, 'none', '\0'), { archived: true })).toThrow('annotations.json');
});
