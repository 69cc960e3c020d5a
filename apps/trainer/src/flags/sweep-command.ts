import { integer, text } from '@rnn-lab/lab';
import { Option } from 'commander';
import { availableParallelism } from 'node:os';
import { say } from '../language';
import { UsageError } from '../errors';
import { addOptions, resolveOptions } from './options';
import { COMMON_FLAGS } from './settings';
import type { Experiment, Parameters, Values } from '@rnn-lab/lab';
import type { Command } from 'commander';
import type { Flags } from './settings';

// Each trial has its own seed and its own end, and nobody looks into the weights of so many.
const { seed: _seed, pauseAfter: _pauseAfter, histograms: _histograms, ...SHARED } = COMMON_FLAGS;

const SWEEP = {
  random: integer(null, {
    en: 'random search: draw N variants from the ranges and lists',
    ko: '무작위 탐색: 구간과 목록에서 조합 N개를 뽑음',
  }),
  seeds: {
    ...text({ en: 'seeds of each variant: 0..2 or 0,1,5', ko: '조합마다 쓸 시드: 0..2 또는 0,1,5' }),
    default: '0',
    parse: String,
  },
  budget: integer(
    null,
    {
      en: 'successive halving: epochs of the last rung; a third of the variants goes on to three times as many epochs',
      ko: '연속 반감(successive halving): 마지막 단계의 에포크 수. 단계마다 상위 3분의 1만 세 배의 에포크로 이어서 학습',
    },
    { min: 3 },
  ),
  jobs: integer(
    null,
    {
      en: 'trainings at once (default: as many as the cores have workers for)',
      ko: '동시에 학습할 수(기본값: 코어가 작업 스레드를 감당하는 만큼)',
    },
    { min: 1, max: availableParallelism() },
  ),
  queue: text({
    en: 'train on the workers of a queue, at redis://host:6379, instead of here: see rnn-lab worker',
    ko: '여기서 학습하지 않고 redis://host:6379에 있는 큐의 작업자에게 맡김: rnn-lab worker 참조',
  }),
  name: text({
    en: 'name of the sweep and tag of its runs; the same name continues it (default: made of the experiment and parameters)',
    ko: '스윕의 이름이자 실행의 태그. 같은 이름이면 이어서 진행(기본값: 실험과 하이퍼파라미터로 정함)',
  }),
};

/** A sweep as it was typed. */
export interface SweepRequest {
  /** The parameters, with their defaults; those that vary are replaced. */
  params: Values<Parameters>;
  /** Names of the parameters that were typed. */
  typed: ReadonlySet<string>;
  grid: readonly string[];
  range: readonly string[];
  options: Values<typeof SWEEP>;
  flags: Flags;
}

export type SweepAction = (name: string, experiment: Experiment, request: SweepRequest) => Promise<void>;

type Given = Partial<Values<Parameters>> & { tag?: string[]; grid?: string[]; range?: string[] };

/** Adds `sweep`, with a command of its own per experiment: its flags are those of the experiment, and the sweep's. */
export function addSweepCommand(
  program: Command,
  experiments: ReadonlyMap<string, Experiment>,
  action: SweepAction,
): void {
  const sweep = program
    .command('sweep')
    .description(
      say({
        en: 'Trains an experiment with many parameters and seeds, and ranks them by validation. Run again, it continues.',
        ko: '여러 하이퍼파라미터와 시드로 실험을 학습하고 검증 결과로 순위를 매깁니다. 다시 실행하면 이어서 진행합니다.',
      }),
    )
    .argument('[experiment]', say({ en: 'an experiment', ko: '실험 이름' }))
    .action((name?: string) => {
      const known = [...experiments.keys()].join(', ');
      throw new UsageError(
        `${name === undefined ? 'Name an experiment' : `There is no experiment ${name}`}; rnn-lab sweep takes ${known}.`,
      );
    });

  for (const [name, experiment] of experiments) {
    const command = sweep.command(name).description(say(experiment.title));
    command.optionsGroup(say({ en: 'Sweep:', ko: '스윕:' }));
    addRepeatable(command, 'grid', 'parameter=a,b', {
      en: 'a parameter and its values, or 2..8 for integers; repeatable: all combinations',
      ko: '하이퍼파라미터와 그 값들. 정수는 2..8도 가능. 여러 번 쓰면 모든 조합',
    });
    addRepeatable(command, 'range', 'parameter=low..high', {
      en: 'with --random: an interval of a parameter; :log at the end for a logarithmic one; repeatable',
      ko: '--random과 함께: 하이퍼파라미터의 구간. 로그 구간은 끝에 :log. 여러 번 쓸 수 있음',
    });
    addOptions(command, SWEEP);
    addOptions(
      command.optionsGroup(say({ en: 'Parameters:', ko: '하이퍼파라미터:' })),
      experiment.parameters,
    );
    addOptions(command.optionsGroup(say({ en: 'Every experiment:', ko: '모든 실험 공통:' })), SHARED);
    addRepeatable(command, 'tag', 'text', {
      en: 'a further tag of the runs; repeatable',
      ko: '실행에 더할 태그, 여러 번 쓸 수 있음',
    });
    command.action(({ grid = [], range = [], tag = [], ...given }: Given) => {
      const names = Object.keys({ ...experiment.parameters, limit: null });
      const typed = new Set(names.filter((each) => command.getOptionValueSource(each) === 'cli'));
      const common = { ...resolveOptions(SHARED, given), seed: 0, pauseAfter: null, histograms: null };
      return action(name, experiment, {
        params: resolveOptions(experiment.parameters, given),
        typed,
        grid,
        range,
        options: resolveOptions(SWEEP, given),
        flags: { ...common, tag, json: false, quiet: false, dryRun: false },
      });
    });
  }
}

function addRepeatable(
  command: Command,
  name: string,
  placeholder: string,
  description: { en: string; ko: string },
): void {
  const collect = (each: string, all: string[] = []) => [...all, each];
  command.addOption(new Option(`--${name} <${placeholder}>`, say(description)).argParser(collect));
}
