import type { Encoding } from './decode-text';
import { DataError, listed } from './errors';
import type { DataFile } from './files';
import { malformed } from './parse-table';
import type { Separator, Table } from './parse-table';
import { readTable } from './read-table';
import { textColumnOf } from './text-columns';

export interface LabeledText {
  text: string;
  /** Index of its class. */
  label: number;
  /** What errors call the file that it is from. */
  file: string;
  /** Its line in that file, from 1. */
  line: number;
}

export interface LabeledTexts {
  /** In the order of the file, without those that are empty. */
  texts: LabeledText[];
  /** In the order of the labels: by number if all are numbers, else by character codes. */
  classes: readonly string[];
  /** Rows that were left out because their text is empty. */
  empty: number;
  /** How the file was read. */
  format: { encoding: Encoding; separator: Separator | null; textColumn: string; labelColumn: string };
  /** As a run records it. */
  file: DataFile;
}

export interface LabeledTextsOptions {
  /** Default: the column whose name says that it holds texts, or labels. */
  textColumn?: string;
  labelColumn?: string;
  /** Default: that of the byte order mark, else UTF-8. */
  encoding?: Encoding;
  /** Of a file that was read before; one with other labels is refused. */
  classes?: readonly string[];
}

/**
 * Reads texts and their labels: JSON Lines if the file's name ends with `.jsonl` or `.ndjson`, else CSV or TSV. A text stays
 * as it is, `nan` and `NA` too.
 *
 * @throws DataError `missing-file`, `unreadable-file`, `empty-file` {file}; `malformed-file` {file, line} also for a row
 *   without a label, or with one that isn't among the classes; `no-column` {file, role, columns} if a column is missing or
 *   can't be told by its name; `no-documents` {file}; `one-class` {file} unless there are two classes
 * @throws UserError `wrong-encoding`
 */
export async function loadLabeledTexts(
  location: string,
  options: LabeledTextsOptions = {},
): Promise<LabeledTexts> {
  const { table, encoding, file } = await readTable(location, options.encoding);
  const textColumn = textColumnOf(table, location, 'text', options.textColumn);
  const labelColumn = textColumnOf(table, location, 'label', options.labelColumn);
  const named = namedTexts(table, location, textColumn, labelColumn);
  const texts = named.filter(({ text }) => text.trim() !== '');
  if (texts.length === 0) {
    throw new DataError(
      'no-documents',
      `${location}: no row has a text in the column "${textColumn}": name another column or file.`,
      { file: location },
    );
  }
  const classes = options.classes ?? classesOf(texts, location, labelColumn);
  const labels = new Map(classes.map((name, label) => [name, label]));
  return {
    texts: texts.map(({ text, name, line }) => {
      const label = labels.get(name);
      if (label !== undefined) return { text, label, file: location, line };
      throw malformed(
        location,
        line,
        `the label ${JSON.stringify(name)} is not among those of the training texts (${listed(classes)})`,
      );
    }),
    classes,
    empty: named.length - texts.length,
    format: { encoding, separator: table.separator, textColumn, labelColumn },
    file,
  };
}

interface NamedText {
  text: string;
  /** The label as the file has it. */
  name: string;
  line: number;
}

function namedTexts(
  { columns, rows }: Table,
  location: string,
  textColumn: string,
  labelColumn: string,
): NamedText[] {
  const [textField, labelField] = [columns.indexOf(textColumn), columns.indexOf(labelColumn)];
  return rows.map(({ fields, line }) => {
    const name = fields[labelField]?.trim() ?? '';
    if (name !== '') return { text: fields[textField] ?? '', name, line };
    throw malformed(location, line, `there is no label in the column "${labelColumn}"`);
  });
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function classesOf(texts: readonly NamedText[], location: string, labelColumn: string): string[] {
  const names = [...new Set(texts.map(({ name }) => name))];
  if (names.length < 2) {
    throw new DataError(
      'one-class',
      `${location}: every label in the column "${labelColumn}" is ${JSON.stringify(names[0])}: a classifier needs two classes.`,
      { file: location },
    );
  }
  return names.every((name) => NUMBER.test(name))
    ? names.sort((a, b) => Number(a) - Number(b))
    : names.sort();
}
