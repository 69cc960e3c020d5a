import * as runs from '@rnn-lab/runs';
import { join } from 'node:path';
import { quote } from 'shell-quote';

/** The runs folder. The program that starts the dashboard makes RNN_LAB_RUNS absolute; see bin/start-next.js. */
export function runsFolder(): string {
  return folderBy(process.env.RNN_LAB_RUNS);
}

/** The command that trains an experiment so that its run appears here. */
export function trainingCommand(experiment: string): string {
  const command = `npx nx run trainer:${experiment}`;
  const folder = runsFolder();
  return folder === folderBy(undefined) ? command : `RNN_LAB_RUNS=${quote([folder])} ${command}`;
}

function folderBy(given: string | undefined): string {
  const application = process.cwd();
  return runs.runsFolder(given, application, join(application, '../..'));
}
