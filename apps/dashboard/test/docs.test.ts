import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATUSES } from '#api/names';
import { queryMatcher } from '#server/store/run-query/match-query';
import { parseQuery } from '#server/store/run-query/parse-query';
import type { Query } from '#server/store/run-query/parse-query';
import type { RunRow } from '#api/runs';

const pages = ['dashboard.md', 'dashboard.ko.md'].map((name) =>
  readFileSync(join(__dirname, '../../../docs', name), 'utf8'),
);

/** What is in backticks in the first column of the tables. */
function firstColumn(page: string): string[] {
  const cells = page.split('\n').flatMap((line) => /^\| (`.*?) \| /.exec(line)?.[1] ?? []);
  return cells.flatMap((cell) => Array.from(cell.matchAll(/`([^`]+)`/g), ([, text]) => text));
}

const run = {
  params: { epochs: 2, batchSize: 60, seed: 1 },
  results: {
    test: { accuracy: 0.9, loss: 0.3 },
    validation: { loss: 0.3 },
    train: { loss: 0.2 },
  },
  summary: { 'test.loss': { last: 0.3, best: 0.3, bestStep: 1, spark: [] } },
  title: {},
  startedAt: '2026-11-02T03:00:00.000Z',
};
const row = { id: 'a', run, annotations: { tags: [], notes: '' } } as unknown as RunRow;

test.each(pages)('the queries and names in docs/dashboard.md are right', (page) => {
  const written = firstColumn(page);
  expect(written.length).toBeGreaterThan(20);
  const names = written.filter((text) => !/[\s"]/.test(text) && isWord(parseQuery(text)));
  expect(names).toContain('duration');
  for (const name of names)
    queryMatcher(`${name}=1 or ${name}!=1`.replaceAll(/\bstatus!?=1/g, 'status=failed'), [row]);
  for (const query of written.filter((text) => !names.includes(text))) queryMatcher(query, [row]);
});

test('both languages show the same queries and names', () => {
  const [english, korean] = pages.map(firstColumn);
  expect(korean).toEqual(english);
});

test('docs/dashboard.md lists every status', () => {
  for (const page of pages) for (const status of STATUSES) expect(page).toContain(`\`${status}\``);
});

function isWord({ kind }: Query): boolean {
  return kind === 'word';
}
