import { QueryError } from './query-error';
import type { Place } from './query-error';

/** Characters of a query. */
export const LONGEST_QUERY = 1_000;

export type Order = '<' | '<=' | '>' | '>=';
export type Operator = '=' | '!=' | '~' | Order;

/** A piece of the query, without its quotes, and where it is. */
export interface Piece extends Place {
  text: string;
}

export interface Comparison {
  kind: 'comparison';
  name: Piece;
  operator: Operator;
  value: Piece;
}

export type Query =
  | { kind: 'and' | 'or'; parts: Query[] }
  | { kind: 'not'; part: Query }
  | { kind: 'word'; text: string }
  | Comparison;

const SPACE = /\s*/y;
/** `==` is accepted, because programmers write it. */
const OPERATOR = /==|!=|<=|>=|[=<>~]/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/sy;
/** To the next space, parenthesis or operator. */
const WORD = /(?:(?!!=)[^\s()=<>~])+/y;

/**
 * Parses a query of the list of runs: words, comparisons, `and`, `or`, `not` and parentheses. Without `and` or `or` between
 * them, all have to hold; an empty query has no parts.
 *
 *     or         = and { "or" and }
 *     and        = not { [ "and" ] not }
 *     not        = { "not" } ( "(" or ")" | comparison | word )
 *     comparison = word operator ( word | pattern after "~" )
 *
 * @throws QueryError with the place of the mistake
 */
export function parseQuery(text: string): Query {
  if (text.length > LONGEST_QUERY) {
    throw new QueryError(
      'query-too-long',
      text,
      { start: LONGEST_QUERY, end: text.length },
      `it has more than ${LONGEST_QUERY} characters; shorten it.`,
      { limit: String(LONGEST_QUERY) },
    );
  }
  return new Parser(text).query();
}

class Parser {
  #at = 0;

  constructor(readonly text: string) {
    this.#skipSpace();
  }

  query(): Query {
    if (this.#isAtEnd()) return { kind: 'and', parts: [] };
    const query = this.#or();
    if (!this.#isAtEnd()) {
      this.#fail('query-unopened', this.#next(), 'this parenthesis closes none; remove it or quote it.');
    }
    return query;
  }

  #or(): Query {
    const parts = [this.#and()];
    while (this.#takeKeyword('or')) parts.push(this.#and());
    return parts.length === 1 ? parts[0] : { kind: 'or', parts };
  }

  #and(): Query {
    const parts = [this.#not()];
    while (this.#takeKeyword('and') || !(this.#isAtEnd() || this.#isNext(')') || this.#keyword('or'))) {
      parts.push(this.#not());
    }
    return parts.length === 1 ? parts[0] : { kind: 'and', parts };
  }

  #not(): Query {
    if (this.#takeKeyword('not')) return { kind: 'not', part: this.#not() };
    if (!this.#isNext('(')) return this.#condition();
    const opened = this.#next();
    this.#move(1);
    const query = this.#or();
    if (!this.#isNext(')')) this.#fail('query-unclosed', opened, 'this parenthesis isn’t closed; add “)”.');
    this.#move(1);
    return query;
  }

  #condition(): Query {
    if (this.#keyword('and') || this.#keyword('or')) this.#failWithoutCondition();
    const unnamed = this.#match(OPERATOR);
    if (unnamed) {
      const { text: operator } = unnamed;
      const sentence = `nothing is named before “${operator}”; write a name, or quote a text that contains it.`;
      this.#fail('query-no-name', unnamed, sentence, { operator });
    }
    const name = this.#piece();
    const operator = this.#takeOperator();
    if (!operator) return { kind: 'word', text: name.text };
    const value = operator.text === '~' ? this.#pattern(operator) : this.#value(operator);
    return { kind: 'comparison', name, operator: operator.text as Operator, value };
  }

  #takeOperator(): Piece | null {
    const operator = this.#match(OPERATOR);
    if (!operator) return null;
    this.#move(operator.text.length);
    return operator.text === '==' ? { ...operator, text: '=' } : operator;
  }

  #value(operator: Piece): Piece {
    if (this.#isAtEnd() || this.#isNext('(') || this.#isNext(')') || this.#match(OPERATOR)) {
      this.#failWithoutValue(operator);
    }
    return this.#piece();
  }

  /** A regular expression: in quotes, or to the next space or a parenthesis that it doesn't open. */
  #pattern(operator: Piece): Piece {
    if (this.#isNext('"')) {
      const quoted = this.#quoted();
      const source = this.text.slice(quoted.start + 1, quoted.end - 1);
      // Only the quote's backslash is ours; every other one is the expression's.
      return {
        ...quoted,
        text: source.replaceAll(/\\(.)/gs, (escape, character) => (character === '"' ? '"' : escape)),
      };
    }
    const start = this.#at;
    let depth = 0;
    let end = start;
    for (; end < this.text.length; end++) {
      const character = this.text[end];
      if (/\s/.test(character) || (character === ')' && depth === 0)) break;
      if (character === '\\') end++;
      else if (character === '(') depth++;
      else if (character === ')') depth--;
    }
    end = Math.min(end, this.text.length);
    if (end === start) this.#failWithoutValue(operator);
    this.#move(end - start);
    return { text: this.text.slice(start, end), start, end };
  }

  #piece(): Piece {
    if (this.#isNext('"')) return this.#quoted();
    const word = this.#match(WORD);
    if (!word) this.#failWithoutCondition();
    this.#move(word.end - word.start);
    return word;
  }

  #quoted(): Piece {
    const quoted = this.#match(QUOTED);
    if (!quoted) {
      const place = { start: this.#at, end: this.text.length };
      this.#fail('query-unclosed-quote', place, 'this quote isn’t closed; add “"”.');
    }
    this.#move(quoted.end - quoted.start);
    return { ...quoted, text: quoted.text.slice(1, -1).replaceAll(/\\(["\\])/g, '$1') };
  }

  #takeKeyword(keyword: string): boolean {
    if (!this.#keyword(keyword)) return false;
    this.#move(keyword.length);
    return true;
  }

  #keyword(keyword: string): boolean {
    return this.#match(WORD)?.text.toLowerCase() === keyword;
  }

  #match(pattern: RegExp): Piece | null {
    pattern.lastIndex = this.#at;
    const text = pattern.exec(this.text)?.[0];
    return text === undefined ? null : { text, start: this.#at, end: this.#at + text.length };
  }

  /** The next character; at the end, an empty place. */
  #next(): Piece {
    const text = String.fromCodePoint(
      ...[this.text.codePointAt(this.#at)].filter((code) => code !== undefined),
    );
    return { text, start: this.#at, end: this.#at + text.length };
  }

  #isNext(character: string): boolean {
    return this.text[this.#at] === character;
  }

  #isAtEnd(): boolean {
    return this.#at === this.text.length;
  }

  /** Moves over so many characters and the space that follows. */
  #move(count: number): void {
    this.#at += count;
    this.#skipSpace();
  }

  #skipSpace(): void {
    this.#at = this.#match(SPACE)?.end ?? this.#at;
  }

  #failWithoutCondition(): never {
    this.#fail('query-no-condition', this.#next(), 'a word or a condition is missing; add one.');
  }

  #failWithoutValue(operator: Piece): never {
    const sentence = `no value follows “${operator.text}”; write one.`;
    this.#fail('query-no-value', operator, sentence, { operator: operator.text });
  }

  #fail(code: `query-${string}`, place: Place, sentence: string, values?: Record<string, string>): never {
    throw new QueryError(code, this.text, place, sentence, values);
  }
}
