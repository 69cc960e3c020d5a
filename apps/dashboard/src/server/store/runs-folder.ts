import * as runs from '@rnn-lab/runs';
import { join } from 'node:path';

/** The runs folder. The program that starts the dashboard makes RNN_LAB_RUNS absolute; see bin/start-next.js. */
export function runsFolder(): string {
  const application = process.cwd();
  return runs.runsFolder(process.env.RNN_LAB_RUNS, application, join(application, '../..'));
}
