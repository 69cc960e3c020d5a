import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRun } from '@rnn-lab/runs';
import { failureSentence, problemSentence } from './problems';

const folder = mkdtempSync(join(tmpdir(), 'problems-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function sentences(): Promise<string[]> {
  const { problem, problemDetails } = await readRun(folder);
  return (['en', 'ko'] as const).map((language) => problemSentence(problem ?? '', problemDetails, language));
}

it('reports what is wrong with a run in both languages', async () => {
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

it('translates the operating system’s error by its code', async () => {
  rmSync(join(folder, 'run.json'));
  mkdirSync(join(folder, 'run.json'));
  const [english, korean] = await sentences();
  expect(english).toBe("run.json can't be read: it is a folder, not a file.");
  expect(korean).toBe('run.json 파일을 읽을 수 없습니다: 파일이 아니라 폴더입니다.');
});

it('translates why a run failed if the code is known, else shows the trainer’s message', () => {
  const error = 'The loss became NaN at step 7 with learning rate 10; try a smaller learning rate.';
  const values = { loss: 'NaN', step: '7', learningRate: '10' };
  const errorDetails = { code: 'non-finite-loss', values };
  expect(failureSentence({ error, errorDetails }, 'en')).toBe(error);
  expect(failureSentence({ error, errorDetails }, 'ko')).toBe(
    '7번째 스텝에서 손실이 NaN 값이 되었습니다(학습률 10). 학습률을 낮춰 보십시오.',
  );
  expect(failureSentence({ error }, 'ko')).toBe(error);
  expect(failureSentence({ error, errorDetails: { code: 'of the future', values } }, 'ko')).toBe(error);
  expect(failureSentence({}, 'ko')).toBeUndefined();
});
