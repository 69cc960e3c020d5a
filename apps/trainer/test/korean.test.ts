import './korean-locale';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { notebookTable } from '../src/terminal/notebook-table';
import { outcomeOf, readJson, Sandbox } from './rnn-lab';
import { wholeCommandLine } from './whole-command-line';
import type { Experiment } from '@rnn-lab/lab';
import type { RunFile } from '@rnn-lab/runs';
import type { CommanderError } from 'commander';

const sandbox = new Sandbox();
afterAll(() => sandbox.remove());

/** Columns of a help that isn't shown on a terminal. */
const WIDTH = 80;
const korean = { env: { LANG: 'ko_KR.UTF-8' } };

test.each([
  [],
  ['predict'],
  ['inspect'],
  ['deaths'],
  ['series'],
  ['all'],
  ['serve'],
  ['export'],
  ['sweep', 'text'],
  ['worker'],
])('under a Korean locale, the help of rnn-lab %s %s is Korean', async (...command) => {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const parsed = wholeCommandLine().parseAsync([...command, '--help'], { from: 'user' });
  const { exitCode } = (await parsed.catch((error: unknown) => error)) as CommanderError;
  const help = write.mock.calls.map(([text]) => text).join('');
  write.mockRestore();
  expect(exitCode).toBe(0);
  expect(help).toMatch(/^사용법: rnn-lab/);
  expect(Math.max(...help.split('\n').map(stringWidth))).toBeLessThanOrEqual(WIDTH);
  // Not two pairs of parentheses side by side.
  expect(help).not.toContain(')(');
  expect(help).not.toMatch(/Usage|Options|Commands|Arguments|default:|display help/);
});

test('under a Korean locale, the notices of a series are Korean', async () => {
  const rows = Array.from(
    { length: 60 },
    (_, i) => `${2000 + Math.floor(i / 12)}-${(i % 12) + 1},${i % 7}\n`,
  );
  writeFileSync(join(sandbox.root, 'own.csv'), `month,sales\n${rows.join('')}`);
  const { stdout } = await sandbox.run(['series', '--csv', 'own.csv', '--dry-run'], korean);
  expect(stdout).toContain('시각 열 "month", 2000-01부터 2004-12까지(매월)\n');
  expect(stdout).not.toMatch(/Read|Times|Season|Hold-out/);
});

test('under a Korean locale, the description of a file of texts is Korean', async () => {
  const rows = Array.from(
    { length: 40 },
    (_, i) => `${i % 2 ? '최고의 영화' : '시간이 아깝다'} ${i},${i % 2}\n`,
  );
  writeFileSync(join(sandbox.root, 'texts.csv'), `text,label\n${rows.join('')},1\n`);
  const { code, stdout } = await sandbox.run(['text', '--train', 'texts.csv', '--dry-run'], korean);
  expect(code).toBe(0);
  expect(stdout).toContain(
    'texts.csv에서 텍스트 40개, 클래스 2개를 읽음: 쉼표로 구분, UTF-8, 텍스트 열 "text", 레이블 열 "label". 텍스트가 없는 1개는 뺌\n',
  );
  expect(stdout).toMatch(/^학습 텍스트의 토큰 가운데 0\.0%는 어휘에 없고, 0\.0%는 50개를 넘어 잘림$/m);
  expect(stdout).toMatch(/^테스트 텍스트의 토큰 가운데 \d+\.\d%는 어휘에 없고/m);
  expect(stdout).not.toMatch(/Read|tokens|labels/);
});

test('under a Korean locale, the table of all experiments is Korean', () => {
  const experiment = { referenceResults: {}, primaryMetric: { split: 'test', metric: 'loss' } } as Experiment;
  const section = { name: 'sine', experiment, params: { limit: null }, runs: [] };
  const table = notebookTable([section], undefined);
  expect(table).toMatch(/│ 실험 +│ +모델 │ +지표 │ 이 실행 │ 이 컴퓨터의 Keras │ 노트북 │ 소요 시간 │/);
  expect(table).toMatch(/│ sine +│ +— │ +실패 │/);
  expect(table).toMatch(/\n소요 시간은 학습만 셉니다\. 이 컴퓨터에서 Keras를 측정하지 않았습니다\..*$/);
});

test('under a Korean locale, the doctor speaks Korean', async () => {
  const doctor = [join(__dirname, '../bin/doctor.js')];
  const { stdout } = await outcomeOf(sandbox.spawn(process.execPath, doctor, korean));
  expect(stdout).toMatch(/^정상 {5}코어 {11}\d/m);
  expect(stdout).toMatch(/^ +용도: 작업 스레드 하나씩/m);
  expect(stdout).not.toMatch(/^ *(ok|absent|missing|for:) /m);
});

test('under a Korean locale, a training speaks Korean; run.json is the same', async () => {
  const before = new Set(sandbox.runFolders());
  const help = await sandbox.run(['--help'], korean);
  expect({ code: help.code, stdout: help.stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^사용법: rnn-lab/),
  });
  const train = ['sine', '--epochs', '2'];
  const { code, stdout } = await sandbox.run(train, korean);
  expect(code).toBe(0);
  expect(stdout).toMatch(/\n학습 샘플 800개\n/);
  expect(stdout).toMatch(/│ 합계 /);
  expect(stdout).toMatch(/^에포크 2\/2 - .*s - [\d,]+ 샘플\/s - loss: /m);
  expect(stdout).toMatch(/^│ 직전 값 +│/m);
  expect(stdout).toMatch(/^│ 테스트 손실 +│/m);
  expect(stdout).not.toMatch(/^│.*(train|test|loss|rmse)/m);
  expect(stdout).not.toMatch(/Train|Epoch|examples|Dashboard|network|notebook|last value|noise floor/);
  expect((await sandbox.run(train)).stdout).toContain('Train on 800 samples');
  const [ours, english] = sandbox
    .runFolders()
    .filter((folder) => !before.has(folder))
    .map((folder) => readJson<RunFile>(folder, 'run.json'));
  for (const field of ['title', 'command', 'params', 'results', 'baselines', 'metricInfo'] as const) {
    expect(ours[field]).toEqual(english[field]);
  }

  const exported = await sandbox.run(['export', ours.id, '--format', 'tfjs'], korean);
  expect(exported.stdout).toMatch(/-tfjs에 썼습니다: .*\. 사용법은 README\.md에 있습니다\.\n$/);
  const server = sandbox.start(['serve', ours.id, '--port', '0'], korean);
  server.stdout?.on('data', (printed) => {
    if (`${printed}`.includes('Ctrl-C')) server.kill('SIGTERM');
  });
  expect((await outcomeOf(server)).stdout).toMatch(
    /^http:\/\/127\.0\.0\.1:\d+에서 sine-\S+ 제공 중: .* Ctrl-C로 끝냅니다\.\n응답 0개를 보내고 끝냈습니다\.\n$/,
  );
});
