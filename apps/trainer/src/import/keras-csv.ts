import { readTable } from '@rnn-lab/data';
import { isMetricName, metricsOf } from '@rnn-lab/runs';
import { UserError } from '@rnn-lab/errors';
import { statSync } from 'node:fs';
import { tagRefused } from './log';
import { knownName } from './metric-of-tag';
import type { MetricLine, Split } from '@rnn-lab/runs';
import type { Log } from './log';

/** Keras counts its rows in this column, from 0. */
const EPOCH = 'epoch';
const VALIDATION = 'val_';
/** As Python and Keras write values that aren't finite. */
const NOT_FINITE: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, '-inf': -Infinity };
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** No value: Keras's callback writes NA for a metric that an epoch doesn't have. */
const MISSING = ['', 'NA'];

interface Column {
  index: number;
  split: Split;
  name: string;
}

/**
 * Reads the log of Keras's callback CSVLogger. It has no times: its lines have that of the file.
 *
 * @throws DataError if the file can't be read as a table; UserError `no-epoch-column`, `metric-name` or `log-value`
 */
export async function readKerasCsv(path: string): Promise<Log> {
  const { table, file } = await readTable(path);
  const epochAt = table.columns.indexOf(EPOCH);
  if (epochAt < 0) {
    throw new UserError(
      'no-epoch-column',
      `${path} isn't a log of Keras's CSVLogger: it has no column "epoch"; name an event file of TensorBoard, a folder with some, or a log of CSVLogger.`,
      { file: path },
    );
  }
  const columns = table.columns.flatMap((name, index) =>
    index === epochAt ? [] : [columnOf(name, index, path)],
  );
  const { mtimeMs } = statSync(path);

  const epochs: { epoch: number; lines: MetricLine[] }[] = [];
  const replaced = { values: 0, fromStep: Infinity };
  for (const { fields, line } of table.rows) {
    const epoch = 1 + numberOf(fields[epochAt], path, line, EPOCH);
    if (!Number.isSafeInteger(epoch) || epoch < 1) throw invalid(fields[epochAt], path, line, EPOCH);
    // A training that was begun again and appended to the log.
    while (epochs.length > 0 && epochs[epochs.length - 1].epoch >= epoch) {
      for (const old of epochs.pop()?.lines ?? []) replaced.values += metricsOf(old).length;
      replaced.fromStep = Math.min(replaced.fromStep, epoch);
    }
    const lines = (['train', 'validation'] as const).flatMap((split): MetricLine[] => {
      const values = columns.flatMap(({ index, name, split: ofColumn }): [string, number][] => {
        const text = fields[index];
        if (ofColumn !== split || text === null || MISSING.includes(text)) return [];
        return [[name, numberOf(text, path, line, table.columns[index])]];
      });
      if (values.length === 0) return [];
      const place = { kind: 'epoch', split, step: epoch, epoch, t: 0, time: Math.round(mtimeMs) } as const;
      return [{ ...place, ...Object.fromEntries(values) }];
    });
    epochs.push({ epoch, lines });
  }
  return {
    format: 'keras-csv',
    path,
    files: [file],
    lines: epochs.flatMap(({ lines }) => lines),
    replaced,
    others: 0,
    damage: [],
  };
}

function columnOf(column: string, index: number, path: string): Column {
  const isValidation = column.startsWith(VALIDATION);
  const name = knownName(isValidation ? column.slice(VALIDATION.length) : column);
  if (!isMetricName(name)) throw tagRefused(column, path);
  return { index, split: isValidation ? 'validation' : 'train', name };
}

function numberOf(text: string | null, path: string, line: number, column: string): number {
  const trimmed = (text ?? '').trim();
  const notFinite = NOT_FINITE[trimmed.toLowerCase()];
  if (notFinite !== undefined) return notFinite;
  if (!NUMBER.test(trimmed)) throw invalid(text, path, line, column);
  return Number(trimmed);
}

function invalid(text: string | null, path: string, line: number, column: string): UserError {
  return new UserError(
    'log-value',
    `${path}, line ${line}: ${JSON.stringify(text)} in the column "${column}" isn't a number that CSVLogger writes; correct or remove that line.`,
    { file: path, line, column },
  );
}
