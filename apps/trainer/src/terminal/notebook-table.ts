import { comparableReference } from '@rnn-lab/runs';
import { decimal, plainTable } from './results-table';
import { say } from '../language';
import { duration } from './format';
import { metricTitle } from './labels';
import type { Experiment, FinishedRun, Parameters, Values } from '@rnn-lab/lab';
import type { PeerResults } from '../peer-results';

/** An experiment and its finished runs; `runs` is empty if it failed. */
export interface Section {
  name: string;
  experiment: Experiment;
  /** With the limit. */
  params: Values<Parameters>;
  runs: readonly FinishedRun[];
}

/** Every run's primary metric and training time, next to those of Keras on this machine and of the notebook. */
export function notebookTable(sections: readonly Section[], keras: PeerResults | undefined): string {
  const kerasHere = say({ en: 'Keras here', ko: '이 컴퓨터의 Keras' });
  const notebook = say({ en: 'notebook', ko: '노트북' });
  const table = plainTable([
    say({ en: 'experiment', ko: '실험' }),
    say({ en: 'model', ko: '모델' }),
    say({ en: 'metric', ko: '지표' }),
    say({ en: 'ours', ko: '이 실행' }),
    kerasHere,
    notebook,
    say({ en: 'time', ko: '소요 시간' }),
    kerasHere,
    notebook,
  ]);
  for (const { name, experiment, params, runs } of sections) {
    const { split, metric } = experiment.primaryMetric;
    const reference = comparableReference({ params, reference: experiment.referenceResults });
    const { secondsPerEpoch } = reference;
    // Keras was measured on all the data, too.
    const peers = params.limit === null ? keras?.experiments[name] : undefined;
    const notebookSeconds = secondsPerEpoch && secondsPerEpoch * Number(params.epochs);
    if (runs.length === 0)
      table.push([name, '—', say({ en: 'failed', ko: '실패' }), ...Array<string>(6).fill('—')]);
    for (const run of runs) {
      const peer = peers?.find(({ model }) => model === run.name);
      table.push([
        name,
        run.name,
        metricTitle(split, metric),
        decimal(run.results[split]?.[metric], 4),
        decimal(peer?.results[split]?.[metric], 4),
        decimal(reference[split]?.[metric], 4),
        duration(run.seconds),
        peer ? duration(peer.seconds) : '—',
        notebookSeconds ? duration(notebookSeconds) : '—',
      ]);
    }
  }
  const source = keras
    ? say({
        en: `Keras: ${keras.name}, measured on this machine by npx nx run bench:recipes.`,
        ko: `Keras: ${keras.name}, npx nx run bench:recipes로 이 컴퓨터에서 측정했습니다.`,
      })
    : say({
        en: 'Keras has not been measured on this machine; if it is installed, npx nx run bench:recipes measures it.',
        ko: '이 컴퓨터에서 Keras를 측정하지 않았습니다. 설치되어 있으면 npx nx run bench:recipes로 측정합니다.',
      });
  const times = say({ en: 'Times are training only.', ko: '소요 시간은 학습만 셉니다.' });
  return `${table.toString()}\n${times} ${source}`;
}
