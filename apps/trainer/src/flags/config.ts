import { findRunDirectory, readRunFile, RUN_FILE } from '@rnn-lab/runs';
import { Command } from 'commander';
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../errors';
import { displayPath, folderTypedIn, runsFolder } from '../folders';
import { say } from '../language';
import { flagOf } from './flags';
import { COMMON_FLAGS } from './settings';
import type { Experiment, Parameter } from '@rnn-lab/lab';

interface Configuration {
  /** The arguments with the run's parameters as flags, except those that were typed. */
  args: string[];
  /** Names in the run's parameters that the experiment doesn't have. */
  unknown: string[];
  /** The run.json, to show. */
  file: string;
}

export function addConfigOption(command: Command): Command {
  return command.option(
    '--config <run>',
    say({
      en: 'take the parameters and the seed from another run, by its run.json, folder or id; flags override them',
      ko: '다른 실행의 하이퍼파라미터와 시드를 run.json, 폴더, ID로 가져옴. 함께 쓴 플래그가 우선',
    }),
  );
}

/**
 * Replaces --config by the parameters, limit and seed of the run that it names; undefined without --config. Engine, workers
 * and matrix products stay those of this machine.
 *
 * @throws UsageError if there is no such run, it is of another experiment, or has a value that isn't accepted
 */
export async function configuration(
  [name, ...flags]: readonly string[],
  experiments: ReadonlyMap<string, Experiment>,
): Promise<Configuration | undefined> {
  const experiment = experiments.get(name);
  const { config, runsDir } = given(flags);
  if (!experiment || config === undefined) return undefined;
  const path = await runFileOf(config, runsDir);
  const run = await readRunFile(path);
  const file = displayPath(path);
  if (run.experiment !== name) {
    throw new UsageError(
      `${file} is of the experiment ${run.experiment}: use it with rnn-lab ${run.experiment}.`,
    );
  }

  const { seed, limit } = COMMON_FLAGS;
  const parameters: Readonly<Record<string, Parameter>> = { ...experiment.parameters, seed, limit };
  const typed = new Set(flags.map((flag) => flag.split('=')[0]));
  const values = Object.entries({ ...run.params, seed: run.seed });
  const args = values.flatMap(([key, value]) => {
    const parameter = parameters[key];
    if (!parameter || value === null || flagsFor(key, parameter).some((flag) => typed.has(flag))) return [];
    check(parameter, value, `${file}: ${key}`);
    if (typeof value === 'boolean') return value ? [] : [`--no-${flagOf(key).slice(2)}`];
    return [`${flagOf(key)}=${value}`];
  });
  const unknown = values.map(([key]) => key).filter((key) => !Object.hasOwn(parameters, key));
  return { args: [name, ...args, ...flags], unknown, file };
}

function given(flags: readonly string[]): { config?: string; runsDir?: string } {
  const command = addConfigOption(new Command()).option('--runs-dir <path>').exitOverride();
  command.configureOutput({ outputError: () => undefined }).parseOptions([...flags]);
  return command.opts();
}

async function runFileOf(run: string, runsDir: string | undefined): Promise<string> {
  const path = resolve(folderTypedIn(), run);
  if (existsSync(path)) return statSync(path).isDirectory() ? join(path, RUN_FILE) : path;
  const folder = runsFolder(runsDir ?? null);
  const directory = await findRunDirectory(folder, run);
  if (directory) return join(directory, RUN_FILE);
  throw new UsageError(
    `There is no file ${path}, and no run ${run} in ${folder}: name a run.json, a run's folder or its id.`,
  );
}

/** Every flag that sets a parameter. */
function flagsFor(name: string, { former }: Parameter): string[] {
  const flag = flagOf(name);
  return [flag, `--no-${flag.slice(2)}`, ...(former ? [flagOf(former.name)] : [])];
}

/** @throws UsageError that begins with `place` */
function check(parameter: Parameter, value: string | number | boolean, place: string): void {
  try {
    parameter.parse(`${value}`, folderTypedIn());
  } catch (error) {
    throw new UsageError(`${place} is ${JSON.stringify(value)}. ${(error as Error).message}`);
  }
}
