import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../src/flags/command-line';
import type { Experiment } from '@rnn-lab/lab';

const EXPERIMENTS = join(__dirname, '../src/experiments');

/** The command line with all experiments, in this process. Every command does the same, by default nothing. */
export function wholeCommandLine(action: () => Promise<void> = () => Promise.resolve()) {
  const names = readdirSync(EXPERIMENTS).filter((file) => /^[^.]+\.ts$/.test(file));
  const experiments = names.map((file) => {
    const { default: experiment } = require(join(EXPERIMENTS, file)) as { default: Experiment };
    return [file.replace('.ts', ''), experiment] as const;
  });
  return commandLine(new Map(experiments), {
    columns: undefined,
    runExperiment: action,
    runAll: action,
    sweep: action,
    worker: action,
    predict: action,
    serve: action,
    export: action,
    inspect: action,
    importLogs: action,
  });
}
