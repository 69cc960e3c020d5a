import { resolve as resolvePath } from 'node:path';
import { Command } from 'commander';
import { addConfigOption } from './config';
import { say } from '../language';
import { folderTypedIn } from '../folders';
import { addHelp } from './help';
import { addImportCommand } from './import-command';
import { INSPECT_FLAGS } from './inspect-flags';
import { addModelCommands } from './model-commands';
import { addOptions, resolveOptions } from './options';
import { addResumeOption } from './resume';
import { COMMON_FLAGS } from './settings';
import { addSweepCommand } from './sweep-command';
import { addWorkerCommand } from './worker-command';
import type { Experiment, Parameters, Values } from '@rnn-lab/lab';
import type { ImportAction } from './import-command';
import type { InspectFlags } from './inspect-flags';
import type { ModelActions } from './model-commands';
import type { Flags } from './settings';
import type { SweepAction } from './sweep-command';
import type { WorkerFlags } from './worker-command';

type Given = Partial<Values<Parameters>>;
type GivenFlags = Given & { tag?: string[]; json?: boolean; quiet?: boolean; dryRun?: boolean };

const VERSION = (require('@rnn-lab/trainer/package.json') as { version: string }).version;

interface Actions extends ModelActions {
  /** Width of the terminal; undefined if stdout is not one. */
  columns: number | undefined;
  runExperiment(
    name: string,
    experiment: Experiment,
    params: Values<Parameters>,
    flags: Flags,
  ): Promise<void>;
  runAll(defaults: (experiment: Experiment) => Values<Parameters>, flags: Flags): Promise<void>;
  sweep: SweepAction;
  worker(flags: WorkerFlags): Promise<void>;
  inspect(file: string, flags: InspectFlags): Promise<void>;
  importLogs: ImportAction;
}

/** The commands of rnn-lab: one per experiment, all, sweep, worker, inspect, import, and those that use a run's model. Wrong arguments throw a CommanderError and print nothing. */
export function commandLine(
  experiments: ReadonlyMap<string, Experiment>,
  { columns, ...actions }: Actions,
): Command {
  const program = addHelp(new Command('rnn-lab'))
    .description(
      say({
        en: 'Trains the recurrent networks of the notebook and keeps every run.',
        ko: '노트북의 순환 신경망을 학습하고 모든 실행을 보관합니다.',
      }),
    )
    .exitOverride()
    .configureOutput({ outputError: () => undefined, ...(columns && { getOutHelpWidth: () => columns }) })
    .version(VERSION, '--version', say({ en: 'print the version', ko: '버전 출력' }));

  for (const [name, experiment] of experiments) {
    const command = program.command(name).description(say(experiment.title));
    addOptions(
      command.optionsGroup(say({ en: 'Parameters:', ko: '하이퍼파라미터:' })),
      experiment.parameters,
    );
    addCommonOptions(command.optionsGroup(say({ en: 'Every experiment:', ko: '모든 실험 공통:' })));
    addConfigOption(addResumeOption(command)).action((given: GivenFlags) =>
      actions.runExperiment(name, experiment, resolveOptions(experiment.parameters, given), flagsOf(given)),
    );
  }

  addCommonOptions(program.command('all'))
    .description(
      say({
        en: 'Runs every experiment in turn, and prints one table at the end.',
        ko: '모든 실험을 차례로 실행하고 끝에 표 하나를 출력합니다.',
      }),
    )
    .action((given: GivenFlags) =>
      actions.runAll(({ parameters }) => resolveOptions(parameters, {}), flagsOf(given)),
    );

  addSweepCommand(program, experiments, actions.sweep);
  addWorkerCommand(program, actions.worker);

  const inspect = program.command('inspect').argument(
    '<file>',
    say({
      en: 'a file of labeled texts, or of a series',
      ko: '레이블이 있는 텍스트 파일 또는 시계열 파일',
    }),
  );
  addOptions(inspect, INSPECT_FLAGS)
    .description(
      say({
        en:
          'Shows what text or series would make of a file, before anything is trained, and what they would refuse. ' +
          'The exit code is 2 if they would refuse it.',
        ko:
          'text와 series가 파일을 어떻게 읽고 무엇을 거부하는지, 학습하기 전에 보여 줍니다. ' +
          '거부할 파일이면 종료 코드는 2입니다.',
      }),
    )
    .action((file: string, given: Given) =>
      actions.inspect(resolvePath(folderTypedIn(), file), resolveOptions(INSPECT_FLAGS, given)),
    );
  addModelCommands(program, actions);
  addImportCommand(program, actions.importLogs);
  return program;
}

function addCommonOptions(command: Command): Command {
  return addOptions(command, COMMON_FLAGS)
    .option(
      '--tag <text>',
      say({ en: 'a tag of the run; repeatable', ko: '실행의 태그, 여러 번 쓸 수 있음' }),
      (tag, tags: string[] = []) => [...tags, tag],
    )
    .option(
      '--json',
      say({
        en: "print each run's run.json as one line on stdout, and everything else on stderr",
        ko: '실행마다 run.json을 표준 출력에 한 줄로, 나머지는 표준 오류에 출력',
      }),
    )
    .option(
      '--quiet',
      say({
        en: 'print nothing else than warnings, errors and what --json asks for',
        ko: '경고, 오류, --json의 출력만 남김',
      }),
    )
    .option(
      '--dry-run',
      say({
        en: 'check the data and the model, and print what would be trained; train and write nothing',
        ko: '데이터와 모델을 검사하고 무엇을 학습할지 출력. 학습하거나 쓰지 않음',
      }),
    );
}

function flagsOf({ tag = [], json = false, quiet = false, dryRun = false, ...given }: GivenFlags): Flags {
  return { ...resolveOptions(COMMON_FLAGS, given), tag, json, quiet, dryRun };
}
