import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

/** ESLint's messages, with this workspace's configuration, for files with these texts. */
function lint(cases: { file: string; text: string }[]): string[][] {
  const input = cases.map(({ file, text }) => ({ file: join(ROOT, 'apps/dashboard/src', file), text }));
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(__dirname, 'lint-texts.mjs'), ROOT], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    env: { ...process.env, NX_DAEMON: 'false' },
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as string[][];
}

/** A file, its import, and a part of the message. */
const VIOLATIONS = [
  ['api/names.ts', '#i18n/common', 'src/api imports no other folder'],
  ['api/names.ts', '../components/format', 'src/api imports no other folder'],
  ['api/names.ts', '@rnn-lab/runs', 'only types'],
  ['i18n/common.ts', '#components/format', 'src/i18n imports api'],
  ['server/http/route.ts', '#i18n/common', 'src/server imports api'],
  ['server/http/route.ts', '../../features/run/use-run', 'src/server imports api'],
  ['components/format.ts', '#server/http/route', 'src/components imports api, i18n'],
  ['components/format.ts', '#features/run/use-run', 'src/components imports api, i18n'],
  ['features/run/use-run.ts', '#server/http/route', 'src/features imports api, components, i18n'],
  ['features/run/use-run.ts', '#features/compare/axes', 'A feature imports no other feature'],
  ['features/run/use-run.ts', '../compare/axes', 'A feature imports no other feature'],
  ['features/run/use-run.ts', '@rnn-lab/text-ko', 'only types'],
] as const;

const ALLOWED = [
  ['api/names.ts', '@rnn-lab/runs/names'],
  ['server/http/route.ts', '#api/names'],
  ['server/http/route.ts', '#server/store/errors'],
  ['components/format.ts', '#i18n/common'],
  ['features/run/use-run.ts', '#components/format'],
  ['features/run/series/series.tsx', '../use-run'],
  ['app/page.tsx', '#features/runs/runs-view'],
] as const;

const statically = (path: string) => `export * from '${path}';\n`;
const dynamically = (path: string) => `export const loaded = import('${path}');\n`;
const aboutFolders = (messages: string[]) => messages.filter((message) => /no-restricted/.test(message));

it('reports every forbidden import between the dashboard’s folders, and no other', () => {
  const violations = VIOLATIONS.flatMap(([file, path, message]) =>
    [statically, dynamically].map((text) => ({ file, text: text(path), message })),
  );
  const allowed = ALLOWED.map(([file, path]) => ({ file, text: statically(path) }));
  const types = { file: 'features/run/use-run.ts', text: "export type { Run } from '@rnn-lab/runs';\n" };
  const reported = lint([...violations, ...allowed, types]).map(aboutFolders);
  expect(reported).toEqual([
    ...violations.map(({ message }) => [expect.stringContaining(message)]),
    ...[...allowed, types].map(() => []),
  ]);
});
