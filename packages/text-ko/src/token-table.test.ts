import * as fc from 'fast-check';
import { fromTokenTable } from '../test/from-token-table';
import { joinTokenTables, toTokenTable } from './token-table';

const texts = fc.array(fc.array(fc.oneof(fc.constantFrom('영화', '가', '재미'), fc.string())));

describe('a token table', () => {
  it('has each word once, and every text', () => {
    fc.assert(
      fc.property(texts, (tokens) => {
        const table = toTokenTable(tokens);
        expect(new Set(table.words).size).toBe(table.words.length);
        expect(fromTokenTable(table)).toEqual(tokens);
      }),
    );
  });

  it('is the same whether built at once or from parts', () => {
    fc.assert(
      fc.property(fc.array(texts), (parts) => {
        expect(joinTokenTables(parts.map(toTokenTable))).toEqual(toTokenTable(parts.flat()));
      }),
    );
  });
});
