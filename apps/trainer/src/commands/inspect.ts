import { DataError, readTable } from '@rnn-lab/data';
import { describeFormat } from '../file-format';
import { displayPath } from '../folders';
import { say } from '../language';
import { inspectSeries } from '../inspect/inspect-series';
import { inspectTexts } from '../inspect/inspect-texts';
import { Report } from '../inspect/report';
import { grouped } from '../terminal/format';
import type { InspectFlags } from '../flags/inspect-flags';
import type { Host } from '../host';

/**
 * Prints what text or series would make of a file.
 *
 * @returns false if they would refuse it
 * @throws UserError if the file can't be read as a table
 */
export async function inspect(path: string, flags: InspectFlags, host: Host): Promise<boolean> {
  const terminal = host.terminal({ json: false, quiet: false });
  const report = new Report((line) => terminal.line(line));
  const { table, encoding, file } = await readTable(path, flags.encoding ?? undefined);
  const format = describeFormat({ encoding, separator: table.separator });
  report.add(
    'file',
    `${displayPath(path)}: ${grouped(file.bytes)}${say({ en: ' bytes', ko: '바이트' })}, ${format}`,
  );
  report.add('columns', table.columns.map((name) => JSON.stringify(name)).join(', '));
  report.add('rows', grouped(table.rows.length));
  const kind = flags.kind ?? kindOf(flags);
  if (kind !== 'series') {
    try {
      return await inspectTexts(path, flags, report, host.signal);
    } catch (error) {
      if (kind === null && error instanceof DataError && error.code === 'no-column') {
        const accepted = await inspectSeries(path, table.columns, flags, report);
        // What isn't a number may be a text, in a column of another name.
        if (report.refused.has('not-a-number')) report.refuse(error);
        return accepted;
      }
      if (host.signal.aborted) throw error;
      return report.refuse(error);
    }
  }
  return inspectSeries(path, table.columns, flags, report);
}

/** What the flags are about; null if that is to be found from the columns. */
function kindOf({ textColumn, labelColumn, value, features, time }: InspectFlags): InspectFlags['kind'] {
  if (textColumn !== null || labelColumn !== null) return 'text';
  return value !== null || features !== null || time !== null ? 'series' : null;
}
