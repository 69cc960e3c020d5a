import { queryMatcher } from './match-query';
import type { RunRow } from '#api/runs';

interface Made {
  run?: Partial<NonNullable<RunRow['run']>> | null;
  tags?: string[];
  notes?: string;
}

function row(id: string, { run = {}, tags = [], notes = '' }: Made = {}): RunRow {
  const startedAt = '2026-11-02T03:00:00.000Z';
  const usual = {
    experiment: 'nsmc',
    status: 'finished',
    title: { en: 'Naver reviews', ko: '네이버 리뷰' },
    startedAt,
    endedAt: '2026-11-02T03:01:30.000Z',
    params: {},
    results: {},
    summary: {},
    seed: 0,
    engine: 'cpu',
    model: 'lstm',
  };
  return {
    id,
    run: run && { ...usual, ...run },
    annotations: { tags, notes, archived: false },
    problem: null,
    problemDetails: null,
  } as unknown as RunRow;
}

const rows = [
  row('a', {
    run: { params: { epochs: 2, batchSize: 32, unit: 'GRU' }, results: { test: { accuracy: 0.84 } } },
    tags: ['best', 'paper'],
  }),
  row('b', {
    run: {
      params: { epochs: 5, batchSize: 64, unit: 'LSTM', clipNorm: null },
      results: { test: { accuracy: 0.86 } },
      seed: 1,
    },
    notes: 'Not good, 다시',
  }),
  row('c', {
    run: {
      experiment: 'sine',
      status: 'failed',
      params: { epochs: 9, bidirectional: true },
      summary: { 'test.accuracy': { last: 0.5, best: 0.9, bestStep: 1, spark: [] } },
    },
    tags: ['old'],
  }),
  row('d', { run: null }),
];

function matching(query: string): string {
  return rows
    .filter(queryMatcher(query, rows))
    .map(({ id }) => id)
    .join('');
}

it.each([
  ['', 'abcd'],
  ['NSMC 리뷰', 'ab'],
  ['"not good"', 'b'],
  ['epochs>2', 'bc'],
  ['epochs>2 and test.accuracy>0.85', 'bc'],
  ['epochs>2 and result.test.accuracy>0.85', 'b'],
  ['best.test.accuracy=0.9 or last.test.accuracy=1', 'c'],
  ['batch-size<=32 or batchSize=64', 'ab'],
  ['BATCHSIZE<=64 and Test.Accuracy>0.855', 'b'],
  ['Status=failed', 'c'],
  ['epochs=2 or unit=lstm or UNIT=GRU', 'ab'],
  ['param.epochs=5.0', 'b'],
  ['epochs!=2', 'bcd'],
  ['not (epochs=2 or tag=old)', 'bd'],
  ['tag=PAPER', 'a'],
  ['tag!=paper sine', 'c'],
  ['tag ~ ^(best|old)$', 'ac'],
  ['unit~^g', 'a'],
  ['epochs~"^[59]$"', 'bc'],
  ['notes~다시', 'b'],
  ['status=broken or status=Failed', 'cd'],
  ['experiment=sine', 'c'],
  ['experiment=sin', ''],
  ['seed>0', 'b'],
  ['duration>=90 duration<91 model=lstm engine=cpu id~[ab]', 'ab'],
  ['bidirectional=true', 'c'],
  ['clipNorm=null', ''],
])('%j matches %j', (query, ids) => {
  expect(matching(query)).toBe(ids);
});

it.each([
  ['accuracy>0.8', 'query-unknown-name', 'did you mean test.accuracy?'],
  ['__proto__=1', 'query-unknown-name', 'no run has a parameter or metric "__proto__"'],
  ['toString~a', 'query-unknown-name', 'write a parameter such as epochs'],
  ['epochs>many', 'query-no-number', '“>” compares with a number, which "many" is not'],
  ['epochs>""', 'query-no-number', 'write a number'],
  ['tag<b', 'query-no-order', 'tag has no order'],
  ['Status=done', 'query-unknown-status', 'write one of running, finished'],
  ['tag~"(a"', 'query-bad-pattern', 'this is no regular expression (Unterminated group)'],
])('refuses %j', (query, code, sentence) => {
  expect(() => matching(query)).toThrow(expect.objectContaining({ code }) as Error);
  expect(() => matching(query)).toThrow(sentence);
});

it.each(['^(a+)+$', '^(a|a)*$', '(a*)*b', '((a{1,200}){1,200}){1,200}b', '(?:(?:a?){30}a{30}){9}b'])(
  'is not held up by %j',
  (pattern) => {
    const slow = [row('x', { notes: `${'a'.repeat(5_000)}!` })];
    const query = Array.from({ length: 9 }, () => `notes~"${pattern}"`).join(' or ');
    const began = performance.now();
    try {
      slow.filter(queryMatcher(query, slow));
    } catch (error) {
      expect((error as { code: string }).code).toMatch(/^query-(slow|bad)-pattern$/);
    }
    // Without the limit it takes years.
    expect(performance.now() - began).toBeLessThan(60_000);
  },
);

it('names a regular expression that takes too long', () => {
  const slow = [row('x', { notes: `${'a'.repeat(50)}!` })];
  expect(() => queryMatcher('nsmc notes~^(a+)+$', slow)).toThrow(
    'The query, at character 12: this regular expression takes too long',
  );
});
