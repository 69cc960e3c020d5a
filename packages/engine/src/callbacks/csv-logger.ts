import { appendFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import type { EpochLogs, Logs } from '../types';
import type { Callback } from './callback';

interface State {
  columns?: string[];
  /** Of the file. */
  bytes: number;
}

/**
 * Keras's `CSVLogger`: writes a line per epoch, counted from 0, with Keras's columns: `epoch`, then loss and metrics, and
 * those of the validation rows as `val_…` (`NA` if there are none), in alphabetical order. Replaces the file when a fit
 * begins, and cuts it to the checkpoint's lines when one continues; `fit` rejects if it can't be written.
 */
export function csvLogger(path: string): Callback {
  let columns: string[] | undefined;
  const write = (fields: readonly (string | number)[]) => {
    // RFC 4180 ends lines like this, and so does Python.
    appendFileSync(path, `${fields.map(quote).join(',')}\r\n`);
  };

  return {
    onFitBegin() {
      columns = undefined;
      writeFileSync(path, '');
    },
    onEpochEnd(logs) {
      const values = new Map(valuesOf(logs));
      if (!columns) {
        const names = [...values.keys()].sort();
        columns = logs.validation ? names : [...names, ...names.map((name) => `val_${name}`)];
        write(['epoch', ...columns]);
      }
      write([logs.epoch - 1, ...columns.map((name) => values.get(name) ?? 'NA')]);
    },
    getState: () => ({ columns, bytes: statSync(path).size }) satisfies State,
    setState(state) {
      ({ columns } = state as State);
      truncateSync(path, (state as State).bytes);
    },
  };
}

function valuesOf({ train, validation = {} as Logs }: EpochLogs): [name: string, value: number][] {
  return [
    ...Object.entries(train),
    ...Object.entries(validation).map(([name, value]): [string, number] => [`val_${name}`, value]),
  ];
}

function quote(field: string | number): string {
  const text = String(field);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
