import fc from 'fast-check';
import { parseQuery } from './parse-query';
import { QueryError } from './query-error';
import type { Operator, Query } from './parse-query';

/** The query with its precedence in parentheses. */
function written(query: Query): string {
  switch (query.kind) {
    case 'word':
      return `'${query.text}'`;
    case 'not':
      return `not ${written(query.part)}`;
    case 'comparison':
      return `${query.name.text} ${query.operator} '${query.value.text}'`;
    default:
      return `(${query.parts.map(written).join(` ${query.kind} `)})`;
  }
}

/** What is wrong with the query: the code and the part that it points at. */
function mistake(text: string): [code: string, part: string] {
  try {
    parseQuery(text);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    const { start, end } = error.values as { start: number; end: number };
    return [error.code, text.slice(start, end)];
  }
  throw new Error(`${text} is a right query`);
}

it.each([
  ['', '()'],
  ['  nsmc   lstm ', "('nsmc' and 'lstm')"],
  ['긍정 "and" wow! it’s', "('긍정' and 'and' and 'wow!' and 'it’s')"],
  ['epochs>2 and test.accuracy >= 0.85', "(epochs > '2' and test.accuracy >= '0.85')"],
  ['a or b c OR d and e', "('a' or ('b' and 'c') or ('d' and 'e'))"],
  ['not a b or not (c or not not d)', "((not 'a' and 'b') or not ('c' or not not 'd'))"],
  ['seed!=-1 status==failed a<=1e-3', "(seed != '-1' and status = 'failed' and a <= '1e-3')"],
  ['tag="a \\"b\\" \\\\ (c)" "test.top 5">.5', "(tag = 'a \"b\" \\ (c)' and test.top 5 > '.5')"],
  ['(tag ~ ^(a|b\\))$) x', "(tag ~ '^(a|b\\))$' and 'x')"],
  ['tag~"^a\\d \\" \\\\" x', "(tag ~ '^a\\d \" \\\\' and 'x')"],
  ['android notable oracle', "('android' and 'notable' and 'oracle')"],
])('reads %j', (text, expected) => {
  expect(written(parseQuery(text))).toBe(expected);
});

it.each([
  ['epochs >', 'query-no-value', '>'],
  ['epochs > > 2', 'query-no-value', '>'],
  ['(tag ~ )', 'query-no-value', '~'],
  ['a = (b)', 'query-no-value', '='],
  ['a and > 2', 'query-no-name', '>'],
  ['a = b = c', 'query-no-name', '='],
  ['a or', 'query-no-condition', ''],
  ['a and or b', 'query-no-condition', 'o'],
  ['()', 'query-no-condition', ')'],
  ['not', 'query-no-condition', ''],
  ['a (b or (c)', 'query-unclosed', '('],
  ['a (b)) c', 'query-unopened', ')'],
  ['tag = "a b', 'query-unclosed-quote', '"a b'],
  ['x'.repeat(1_001), 'query-too-long', 'x'],
])('refuses %j: %s at %j', (text, code, part) => {
  expect(mistake(text)).toEqual([code, part]);
});

it('counts characters, not code units', () => {
  expect(() => parseQuery('한글 😀 )')).toThrow('The query, at character 6: this parenthesis closes none');
});

/** A query in its written form, quoted, and what it means. */
const text = fc.string({ unit: 'grapheme', maxLength: 8 });
const quoted = (one: string) => `"${one.replaceAll(/["\\]/g, '\\$&')}"`;
const operator = fc.constantFrom<Operator>('=', '!=', '<', '<=', '>', '>=');
const { query } = fc.letrec<{ query: [string, string] }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    text.map((word): [string, string] => [quoted(word), `'${word}'`]),
    fc
      .tuple(text, operator, text)
      .map(([name, sign, value]): [string, string] => [
        `${quoted(name)}${sign}${quoted(value)}`,
        `${name} ${sign} '${value}'`,
      ]),
    tie('query').map(([one, meant]): [string, string] => [`not (${one})`, `not ${meant}`]),
    fc
      .tuple(tie('query'), tie('query'), fc.constantFrom('and', 'or'))
      .map(([[a, first], [b, second], word]): [string, string] => [
        `(${a}) ${word} (${b})`,
        `(${first} ${word} ${second})`,
      ]),
  ),
}));

it('reads back every query that is written', () => {
  fc.assert(
    fc.property(query, ([one, meant]) => {
      fc.pre(one.length <= 1_000);
      expect(written(parseQuery(one))).toBe(meant);
    }),
  );
});

it('points into every other text', () => {
  const piece = fc.constantFrom(
    'a',
    '"',
    '\\',
    '(',
    ')',
    '=',
    '!',
    '<',
    '>',
    '~',
    'not',
    'and',
    ' or ',
    ' ',
    '글',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece).map((pieces) => pieces.join('')),
        fc.string(),
      ),
      (one) => {
        try {
          parseQuery(one);
        } catch (error) {
          expect(error).toBeInstanceOf(QueryError);
          const { start, end } = (error as QueryError).values as { start: number; end: number };
          expect([start >= 0, start <= end, end <= one.length]).toEqual([true, true, true]);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});
