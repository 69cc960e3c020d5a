import { exportRun } from '@rnn-lab/export';
import type { ExportFormatName } from '@rnn-lab/export';
import { resolve } from 'node:path';
import { displayPath, folderTypedIn } from '../folders';
import type { Host } from '../host';
import { say } from '../language';
import { findSavedRun } from '../saved-model/find-run';

export interface ExportOptions {
  runsDir: string | null;
  format: ExportFormatName;
  /** Absolute. */
  out: string | null;
}

/** Writes a run's model to a folder in another format, and prints what was written. */
export async function exportModel(
  name: string,
  { runsDir, format, out }: ExportOptions,
  { terminal }: Host,
): Promise<void> {
  const { run, directory } = await findSavedRun(name, runsDir);
  const folder = out ?? resolve(folderTypedIn(), `${run.id}-${format}`);
  const files = await exportRun(directory, format, folder);
  terminal({ json: false, quiet: false }).line(
    say({
      en: `Written to ${displayPath(folder)}: ${files.join(', ')}. README.md says how to use them.`,
      ko: `${displayPath(folder)}에 썼습니다: ${files.join(', ')}. 사용법은 README.md에 있습니다.`,
    }),
  );
}
