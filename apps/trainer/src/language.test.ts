import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Experiment } from '@rnn-lab/lab';
import type * as CommandLine from './flags/command-line';
import { languageOf } from './language';

test.each([
  [{ LANG: 'ko_KR.UTF-8' }, 'ko'],
  [{ LANG: 'ko' }, 'ko'],
  [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'ko_KR' }, 'ko'],
  [{ LANG: 'ko_KR.UTF-8', LC_ALL: 'C' }, 'en'],
  [{ LANG: 'kok_IN' }, 'en'],
])('%j: %s', (variables, language) => {
  expect(languageOf(variables as unknown as NodeJS.ProcessEnv)).toBe(language);
});

test('under a Korean locale, every command, argument and flag is explained in Korean', () => {
  // The language is that of the process when the modules are loaded.
  process.env.LC_ALL = 'ko_KR.UTF-8';
  jest.resetModules();
  const { commandLine } = require('./flags/command-line') as typeof CommandLine;
  const folder = join(__dirname, 'experiments');
  const experiments = new Map(
    readdirSync(folder)
      .filter((file) => /^[^.]+\.ts$/.test(file))
      .map((file) => {
        const { default: experiment } = require(join(folder, file)) as { default: Experiment };
        return [file.replace('.ts', ''), experiment];
      }),
  );
  expect(experiments.size).toBeGreaterThan(0);
  const never = () => Promise.reject(new Error('not to be called'));
  const program = commandLine(experiments, {
    columns: undefined,
    runExperiment: never,
    runAll: never,
    sweep: never,
    inspect: never,
    importLogs: never,
    predict: never,
    serve: never,
    worker: never,
    export: never,
  });

  const nested = program.commands.flatMap(({ commands }) => commands);
  const explained = [program, ...program.commands, ...nested].flatMap((command) => [
    // An experiment's title may be a name.
    ...(experiments.has(command.name()) ? [] : [[command.name(), command.description()]]),
    ...command.registeredArguments.map((argument) => [
      `${command.name()} <${argument.name()}>`,
      argument.description,
    ]),
    ...command.options
      .filter(({ hidden }) => !hidden)
      .map(({ flags, description }) => [`${command.name()} ${flags}`, description]),
  ]);
  expect(explained.filter(([, description]) => !/[가-힣]/.test(description))).toEqual([]);
});
