import { decimal, plainTable } from './results-table';
import { duration } from './format';
import type { Experiment, FinishedRun, Parameters, Values } from '@rnn-lab/lab';
import type { PeerResults } from '../peer-results';

/** An experiment and its finished runs; `runs` is empty if it failed. */
export interface Section {
  name: string;
  experiment: Experiment;
  params: Values<Parameters>;
  runs: readonly FinishedRun[];
}

/** Every run's primary metric and training time, next to those of Keras on this machine and of the notebook. */
export function notebookTable(sections: readonly Section[], keras: PeerResults | undefined): string {
  const table = plainTable([
    'experiment',
    'model',
    'metric',
    'ours',
    'Keras here',
    'notebook',
    'time',
    'Keras here',
    'notebook',
  ]);
  for (const { name, experiment, params, runs } of sections) {
    const { primaryMetric, referenceResults } = experiment;
    const { split, metric } = primaryMetric;
    const { secondsPerEpoch } = referenceResults;
    const notebookSeconds = secondsPerEpoch && secondsPerEpoch * Number(params.epochs);
    if (runs.length === 0) table.push([name, '—', 'failed', ...Array<string>(6).fill('—')]);
    for (const run of runs) {
      const peer = keras?.experiments[name]?.find(({ model }) => model === run.name);
      table.push([
        name,
        run.name,
        `${split} ${metric}`,
        decimal(run.results[split]?.[metric], 4),
        decimal(peer?.results[split]?.[metric], 4),
        decimal(referenceResults[split]?.[metric], 4),
        duration(run.seconds),
        peer ? duration(peer.seconds) : '—',
        notebookSeconds ? duration(notebookSeconds) : '—',
      ]);
    }
  }
  const source = keras
    ? `Keras: ${keras.name}, measured on this machine by npx nx run bench:recipes.`
    : 'Keras has not been measured on this machine; if it is installed, npx nx run bench:recipes measures it.';
  return `${table.toString()}\nTimes are training only. ${source}`;
}
