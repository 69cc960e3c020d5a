import { UserError } from '@rnn-lab/errors';
import { text } from '@rnn-lab/lab';
import type { Parameters, Values } from '@rnn-lab/lab';
import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { ImportFlags } from '../commands/import';
import { folderTypedIn } from '../folders';
import { say } from '../language';
import { addOptions, resolveOptions } from './options';
import { COMMON_FLAGS } from './settings';

export type ImportAction = (paths: readonly string[], flags: ImportFlags) => Promise<void>;

const IMPORT = {
  experiment: {
    ...text({ en: 'experiment that the runs belong to', ko: '실행이 속할 실험' }),
    default: 'imported',
    placeholder: 'name',
    parse: parseExperiment,
  },
  runsDir: COMMON_FLAGS.runsDir,
};

/** Adds the command that reads logs of other programs. */
export function addImportCommand(program: Command, action: ImportAction): void {
  addOptions(program.command('import'), IMPORT)
    .argument(
      '<paths...>',
      say({
        en: 'event files of TensorBoard, folders with some, or logs of Keras’s CSVLogger',
        ko: 'TensorBoard 이벤트 파일, 이벤트 파일이 있는 폴더, 또는 Keras CSVLogger의 로그',
      }),
    )
    .description(
      say({
        en:
          'Makes runs of what other programs have logged: the scalars of TensorBoard’s event files, one run per folder, and the logs of Keras’s CSVLogger. ' +
          'Folders such as train and validation are the splits of one run. ' +
          'Nothing is imported twice, and what is damaged is left out and reported.',
        ko:
          '다른 프로그램의 로그를 실행으로 가져옵니다. TensorBoard 이벤트 파일의 스칼라(폴더마다 실행 하나)와 Keras CSVLogger의 로그를 읽습니다. ' +
          'train과 validation 같은 폴더는 한 실행의 분할입니다. ' +
          '같은 로그는 두 번 가져오지 않으며, 손상된 부분은 빼고 알려 줍니다.',
      }),
    )
    .action((paths: string[], given: Partial<Values<Parameters>>) =>
      action(
        paths.map((path) => resolve(folderTypedIn(), path)),
        resolveOptions(IMPORT, given),
      ),
    );
}

/** The name is the beginning of a folder's. */
function parseExperiment(name: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,49}$/.test(name)) return name;
  const expected = 'at most 50 lower-case letters, digits and hyphens';
  throw new UserError('invalid-value', `It must be ${expected}.`, { expected });
}
