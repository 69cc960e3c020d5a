import fc from 'fast-check';
import { DataError } from './errors';
import { parseJsonLines, parseTable } from './parse-table';

const fieldsOf = (text: string) => parseTable(text, 'file').rows.map(({ fields }) => fields);

describe('parseTable', () => {
  it.each([
    [',', 'a,b\n1,2\n'],
    ['\t', 'a\tb\n1\t2\n'],
    [';', 'a;b\n1;2\n'],
    ['|', 'a|b\n1|2\n'],
    [',', '"a;b;c",b\n1,2\n'],
    [',', 'a,b\r1,2\r'],
  ])('finds the separator %j', (separator, text) => {
    expect(parseTable(text, 'file')).toMatchObject({ separator, rows: [{ fields: ['1', '2'], line: 2 }] });
  });

  it('reads quotes, line ends and empty lines as pandas does', () => {
    // By pandas 2.3.3, read_csv(…, dtype=str, keep_default_na=False).
    const text = '\r\na,b\r\n"x, ""y""",z\r\n\r\n"two\r\nlines",it\'s "quoted"\r\nnan, NA \r\n,\r\n';
    const table = parseTable(text, 'file');
    expect(table.columns).toEqual(['a', 'b']);
    expect(table.rows).toEqual([
      { fields: ['x, "y"', 'z'], line: 3 },
      { fields: ['two\nlines', 'it\'s "quoted"'], line: 6 },
      { fields: ['nan', ' NA '], line: 7 },
      { fields: ['', ''], line: 8 },
    ]);
  });

  it('ignores spaces around the names of columns', () => {
    expect(parseTable('date, value \n1, 2\n', 'file').columns).toEqual(['date', 'value']);
  });

  it.each([
    ['', 'file is empty: name a file with a header and rows.'],
    ['\n\n', 'file is empty'],
    ['a,b\n1,2\n1\n', 'file, line 3: columns: 1 instead of 2'],
    ['a,b\n1,2,3\n', 'file, line 2: columns: 3 instead of 2'],
    ['a,b\n  \n', 'file, line 2: columns: 1 instead of 2'],
    ['a,b,a\n1,2,3\n', 'file, line 1: the columns "a", "b", "a" repeat "a"'],
    ['a,b\n"open,2\n', 'file, line 2: '],
  ])('refuses %j', (text, message) => {
    expect(() => parseTable(text, 'file')).toThrow(message);
  });

  it('reads back whatever is written with quotes', () => {
    const field = fc.string({ unit: 'binary', maxLength: 8 }).map((text) => text.replaceAll('\r', ''));
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.tuple(field, field), { minLength: 1 }), (rows) => {
        const lines = [['a', 'b'], ...rows].map((row) => row.map(quoted).join(';'));
        expect(fieldsOf(lines.join('\n'))).toEqual(rows);
      }),
    );
  });

  it('reads any text, or names a line', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a",;\t\r\n x') }), (text) => {
        try {
          const { columns, rows } = parseTable(text, 'file');
          for (const { fields } of rows) expect(fields).toHaveLength(columns.length);
        } catch (error) {
          expect(error).toBeInstanceOf(DataError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('parseJsonLines', () => {
  it('takes the keys of all objects for columns', () => {
    const text = '{"text":"좋다","label":1}\r\n\r\n{"label":true,"text":"a\\nb","extra":null}\r\n';
    expect(parseJsonLines(text, 'file')).toEqual({
      columns: ['text', 'label', 'extra'],
      rows: [
        { fields: ['좋다', '1', null], line: 1 },
        { fields: ['a\nb', 'true', null], line: 3 },
      ],
      separator: null,
    });
  });

  it.each([
    ['', 'file is empty'],
    ['{"a":1}\n{"a":\n', 'file, line 2: the line is not JSON'],
    ['[1]\n', 'file, line 1: the line is not a JSON object'],
    ['null\n', 'file, line 1: the line is not a JSON object'],
    ['{"a":{"b":1}}\n', 'file, line 1: "a" is neither a string, a number nor a boolean'],
  ])('refuses %j', (text, message) => {
    expect(() => parseJsonLines(text, 'file')).toThrow(message);
  });
});
