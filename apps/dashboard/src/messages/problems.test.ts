import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRun } from '@rnn-lab/runs';
import { problemSentence } from './problems';

const folder = mkdtempSync(join(tmpdir(), 'problems-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function sentences(): Promise<string[]> {
  const { problem, problemDetails } = await readRun(folder);
  return (['en', 'ko'] as const).map((language) => problemSentence(problem ?? '', problemDetails, language));
}

it('says in both languages what is wrong with a run', async () => {
  expect(await sentences()).toEqual(['run.json is missing.', 'run.json 파일이 없습니다.']);
  writeFileSync(join(folder, 'run.json'), '{"experiment": 1');
  expect(await sentences()).toEqual([
    'run.json is not valid JSON.',
    'run.json 파일이 올바른 JSON이 아닙니다.',
  ]);
  writeFileSync(join(folder, 'run.json'), '{"experiment": 1}');
  expect((await sentences())[1]).toBe(
    'run.json 파일의 "experiment" 값이 올바르지 않습니다(필요한 형식: string).',
  );
});

it('leaves what the operating system says as it is', async () => {
  rmSync(join(folder, 'run.json'));
  mkdirSync(join(folder, 'run.json'));
  const [english, korean] = await sentences();
  expect(english).toMatch(/^run.json can't be read: /);
  expect(korean).toBe(english);
});
