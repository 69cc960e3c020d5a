import { UserError } from '@rnn-lab/errors';
import { importRun, listRuns } from '@rnn-lab/runs';
import { basename } from 'node:path';
import { quote } from 'shell-quote';
import { displayPath, runsFolder } from '../folders';
import { caveatsOf } from '../import/caveats';
import { readLogs } from '../import/read-logs';
import { say } from '../language';
import { grouped } from '../terminal/format';
import type { Imported } from '@rnn-lab/runs';
import type { Host } from '../host';
import type { Log } from '../import/log';
import type { Terminal } from '../terminal/terminal';

export interface ImportFlags {
  experiment: string;
  runsDir: string | null;
}

/**
 * Writes a run for each log that the paths name, unless a run was imported from the same files. Writes nothing if a log is
 * refused, or none has a value.
 *
 * @param paths absolute
 * @throws UserError if a log is refused
 */
export async function importLogs(paths: readonly string[], flags: ImportFlags, host: Host): Promise<void> {
  const terminal = host.terminal({ json: false, quiet: false });
  const runsDir = runsFolder(flags.runsDir);
  const logs = await readLogs(paths);
  const known = await importedRuns(runsDir);
  const withValues = logs.filter(({ lines }) => lines.length > 0);
  if (withValues.length === 0) throw withoutValues(logs);
  for (const { path } of logs.filter(({ lines }) => lines.length === 0)) {
    terminal.warn(`${displayPath(path)} has no scalar that can be read; it is left out.`);
  }

  for (const log of withValues) {
    const key = sourceKey(log.files);
    const id = known.get(key);
    if (id !== undefined) {
      terminal.line(
        say({
          en: `Already imported: ${displayPath(log.path)} is the run ${id}.`,
          ko: `이미 가져왔습니다: ${displayPath(log.path)} → 실행 ${id}`,
        }),
      );
      continue;
    }
    const directory = writeRun(log, runsDir, flags.experiment);
    known.set(key, basename(directory));
    report(log, directory, terminal);
  }
}

/** The runs that were imported, by what `sourceKey` makes of their files. */
async function importedRuns(runsDir: string): Promise<Map<string, string>> {
  const entries = await listRuns(runsDir);
  return new Map(
    entries.flatMap(({ id, run }) => (run?.imported ? [[sourceKey(run.imported.files), id]] : [])),
  );
}

/** The same for the same content, wherever the files are. */
function sourceKey(files: Imported['files']): string {
  return files
    .map(({ sha256 }) => sha256)
    .sort()
    .join(' ');
}

function writeRun(log: Log, runsDir: string, experiment: string): string {
  const path = displayPath(log.path) || basename(log.path);
  return importRun({
    runsDir,
    experiment,
    title: { en: path, ko: path },
    command: quote(['npx', 'rnn-lab', 'import', log.path, '--experiment', experiment]),
    // It tells runs apart, which would else be one seed set.
    params: { log: log.path },
    caveats: caveatsOf(log),
    imported: { format: log.format, files: log.files },
    lines: log.lines,
  });
}

function report(log: Log, directory: string, terminal: Terminal): void {
  const [from, to] = [displayPath(log.path) || basename(log.path), displayPath(directory)];
  const lines = grouped(log.lines.length);
  terminal.line(
    say({
      en: `Imported ${from} to ${to}: ${lines} ${log.lines.length === 1 ? 'line' : 'lines'} of metrics.`,
      ko: `${from}에서 ${to}로 가져왔습니다: 지표 ${lines}줄`,
    }),
  );
  if (log.others > 0) {
    const others = grouped(log.others);
    terminal.line(
      say({
        en: `  Left out: ${others} ${log.others === 1 ? 'value that isn’t a scalar' : 'values that aren’t scalars'} (histograms, images, texts, hyperparameters).`,
        ko: `  제외: 스칼라가 아닌 값 ${others}개(히스토그램, 이미지, 텍스트, 하이퍼파라미터)`,
      }),
    );
  }
  // The first says where the run comes from.
  for (const { en } of caveatsOf(log).slice(1)) terminal.warn(en);
}

function withoutValues(logs: readonly Log[]): UserError {
  const names = logs.map(({ path }) => path).join(', ');
  return new UserError(
    'empty-log',
    `There is no scalar to import in ${names}: name a log of TensorBoard or of Keras's CSVLogger with at least one intact value.`,
    { file: names },
  );
}
