import { UserError } from '@rnn-lab/errors';
import { readModelCard } from '@rnn-lab/runs';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { classNames, readExportedRun } from './exported-run';
import type { ExportedRun } from './exported-run';
import { EXPORT_FORMATS } from './formats';
import type { ExportFormatName } from './formats';
import type { Files } from './formats/format';

/**
 * Writes a run's model to a new folder in another format, with what prepares its input and a README. The folder appears once it
 * is complete.
 *
 * @param directory the run's folder
 * @param out absolute; it must not exist, or be empty
 * @returns the names of the files
 * @throws UserError `not-exportable` {what} if the format has no exact equivalent of a part of the model; `folder-not-empty`,
 *   `unwritable-export` {folder}
 * @throws RunsError if the run or its model can't be read
 */
export async function exportRun(directory: string, format: ExportFormatName, out: string): Promise<string[]> {
  await refuseFull(out);
  const exported = await readExportedRun(directory);
  const files: Files = {
    ...(await EXPORT_FORMATS[format].files(exported)),
    ...preparation(exported),
    ...(await card(directory)),
  };
  files['README.md'] = readme(exported, format);
  const temporary = join(dirname(out), `.${basename(out)}.tmp`);
  try {
    await rm(temporary, { recursive: true, force: true });
    await mkdir(temporary, { recursive: true });
    for (const [name, content] of Object.entries(files)) await writeFile(join(temporary, name), content);
    if (existsSync(out)) await rmdir(out);
    await rename(temporary, out);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    throw unwritable(out, error as Error);
  }
  return Object.keys(files);
}

async function card(directory: string): Promise<Files> {
  const card = await readModelCard(directory);
  return card === null ? {} : { 'model-card.md': card };
}

/** The files that prepare the model's input, and name its classes. */
function preparation(exported: ExportedRun): Files {
  const { preprocessing, vocabulary } = exported;
  const classes = classNames(exported);
  return {
    'preprocessing.json': JSON.stringify(preprocessing),
    ...(vocabulary && { 'vocabulary.json': JSON.stringify(vocabulary) }),
    ...(classes && { 'classes.json': JSON.stringify(classes) }),
  };
}

function readme(exported: ExportedRun, name: ExportFormatName): string {
  const { run, preprocessing } = exported;
  const { title, usage } = EXPORT_FORMATS[name];
  const prepared =
    preprocessing.kind === 'text'
      ? '`preprocessing.json` and `vocabulary.json` have what turns a text into ids: tokens in lower case, their rank in the vocabulary from 1, padded and cut at the front.'
      : '`preprocessing.json` has the scaling: a value less the mean, divided by the deviation; forecasts are scaled back.';
  const classes = classNames(exported)
    ? '\n\n`classes.json` names the classes, in the order of the output.'
    : '';
  return `# ${run.id}: ${title}

Trained by rnn-lab: \`${run.command}\`

${usage(exported)}

${prepared}${classes}
`;
}

/** @throws UserError `folder-not-empty` */
async function refuseFull(folder: string): Promise<void> {
  const found = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw unwritable(folder, error);
  });
  if (found.length === 0) return;
  throw new UserError('folder-not-empty', `${folder} isn't empty; name a new folder.`, { folder });
}

function unwritable(folder: string, error: Error): UserError {
  return new UserError(
    'unwritable-export',
    `Can't write ${folder} (${error.message}); name another folder.`,
    { folder },
    { cause: error },
  );
}
