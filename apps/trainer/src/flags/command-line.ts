import { UserError } from '@rnn-lab/errors';
import { choice } from '@rnn-lab/lab';
import { resolve as resolvePath } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { addConfigOption } from './config';
import { flagOf } from './flags';
import { say } from '../language';
import { folderTypedIn } from '../folders';
import { addHelp } from './help';
import { addResumeOption } from './resume';
import { COMMON_FLAGS } from './settings';
import type { Experiment, FormerName, Parameter, Parameters, Values } from '@rnn-lab/lab';
import { INSPECT_FLAGS } from './inspect-flags';
import type { InspectFlags } from './inspect-flags';
import type { Flags } from './settings';

type Given = Partial<Values<Parameters>>;
type GivenFlags = Given & { tag?: string[]; json?: boolean; quiet?: boolean; dryRun?: boolean };

const VERSION = (require('@rnn-lab/trainer/package.json') as { version: string }).version;

const PREDICT = {
  en:
    'Reads texts from stdin, one per line, and prints one line per text: the class and its probability, separated by tabs, for each of the model’s outputs. ' +
    'Where the run names no classes, these are the label and the probability of label 1. ' +
    'If no word of the text is in the vocabulary, one more field, "unknown", marks the line.',
  ko:
    '표준 입력에서 텍스트를 한 줄에 하나씩 읽고, 텍스트마다 한 줄을 출력합니다. 모델의 출력마다 클래스와 확률이 탭으로 나뉩니다. ' +
    '클래스 이름이 없는 실행은 레이블과 레이블 1의 확률을 출력합니다. ' +
    '모든 단어가 미등록어이면 줄 끝에 unknown이 붙습니다.',
};

interface Actions {
  /** Width of the terminal; undefined if stdout is not one. */
  columns: number | undefined;
  runExperiment(
    name: string,
    experiment: Experiment,
    params: Values<Parameters>,
    flags: Flags,
  ): Promise<void>;
  runAll(defaults: (experiment: Experiment) => Values<Parameters>, flags: Flags): Promise<void>;
  predict(id: string, flags: { runsDir: string | null }): Promise<void>;
  inspect(file: string, flags: InspectFlags): Promise<void>;
}

/** The commands of rnn-lab: one per experiment, all, predict and inspect. Wrong arguments throw a CommanderError and print nothing. */
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
      actions.runExperiment(name, experiment, resolve(experiment.parameters, given), flagsOf(given)),
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
      actions.runAll(({ parameters }) => resolve(parameters, {}), flagsOf(given)),
    );

  const { runsDir } = COMMON_FLAGS;
  const command = program
    .command('predict')
    .argument('<run-id>', say({ en: 'a run whose model reads text', ko: '텍스트를 읽는 모델의 실행' }));
  addOptions(command, { runsDir })
    .description(say(PREDICT))
    .action((id: string, given: Given) => actions.predict(id, resolve({ runsDir }, given)));

  const inspect = program.command('inspect').argument('<file>', 'a file of labeled texts, or of a series');
  addOptions(inspect, INSPECT_FLAGS)
    .description(
      'Shows what text or series would make of a file, before anything is trained, and what they would refuse. ' +
        'The exit code is 2 if they would refuse it.',
    )
    .action((file: string, given: Given) =>
      actions.inspect(resolvePath(folderTypedIn(), file), resolve(INSPECT_FLAGS, given)),
    );

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
  return { ...resolve(COMMON_FLAGS, given), tag, json, quiet, dryRun };
}

function addOptions(command: Command, parameters: Parameters): Command {
  for (const [name, parameter] of Object.entries(parameters)) {
    const { placeholder, default: value, former } = parameter;
    const description = say(parameter.description);
    if (former) command.addOption(formerOption(former, name));
    if (value === true) {
      // Overrides --no-… of a run's configuration.
      command.addOption(new Option(flagOf(name)).hideHelp());
      command.addOption(new Option(`--no-${flagOf(name).slice(2)}`, description));
      continue;
    }
    const option = new Option(`${flagOf(name)} <${placeholder}>`, description).argParser(parserOf(parameter));
    if (value === undefined) option.makeOptionMandatory();
    else if (value !== null) option.default(value, `${value}`);
    command.addOption(option);
  }
  return command;
}

/** Commander adds the flag and the value to the message of an InvalidArgumentError. */
function parserOf({ parse }: Parameter): (text: string) => unknown {
  return (text) => {
    try {
      return parse(text, folderTypedIn());
    } catch (error) {
      throw error instanceof UserError ? new InvalidArgumentError(error.message) : error;
    }
  };
}

/** The flag for a parameter's old name, hidden in --help. */
function formerOption({ name, values }: FormerName, newName: string): Option {
  const choices = choice(Object.keys(values), null, '');
  return new Option(`${flagOf(name)} <${choices.placeholder}>`)
    .argParser((text) => values[`${parserOf(choices)(text)}`])
    .conflicts(newName)
    .hideHelp();
}

/** The value of every parameter: the given one, else the default. */
function resolve<P extends Parameters>(parameters: P, given: Given): Values<P> {
  const values = Object.entries(parameters).map(([name, parameter]) => [
    name,
    (parameter.former && given[parameter.former.name]) ?? given[name] ?? parameter.default,
  ]);
  return Object.fromEntries(values) as Values<P>;
}
