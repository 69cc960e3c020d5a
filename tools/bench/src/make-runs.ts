import { RandomState } from '@rnn-lab/random';
import { createRun } from '@rnn-lab/runs';
import type { Metrics, RunWriter } from '@rnn-lab/runs';

const EXPERIMENTS = [
  { name: 'nsmc', model: 'nsmc-lstm', en: 'Naver movie reviews', ko: '네이버 영화 리뷰', accuracy: true },
  { name: 'imdb', model: 'imdb-lstm', en: 'IMDB movie reviews', ko: 'IMDB 영화 리뷰', accuracy: true },
  { name: 'sine', model: 'sine-rnn', en: 'A noisy sine', ko: '잡음이 섞인 사인', accuracy: false },
  { name: 'deaths', model: 'lstm', en: 'Lung deaths', ko: '호흡기 질환 사망자 수', accuracy: false },
];
const LEARNING_RATES = [0.0003, 0.001, 0.003, 0.01];
const SEEDS = 5;
const EPOCHS = 10;

export interface RunsToMake {
  runsDir: string;
  runs: number;
  /** Lines of metrics.jsonl per run, including those of the epochs. */
  rows: number;
}

/**
 * Writes runs that look like trained ones, one per setting and seed. One in 20 has failed, one in 25 is interrupted.
 *
 * @returns their ids
 */
export async function makeRuns({ runsDir, runs, rows }: RunsToMake): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < runs; i++) {
    const run = await beginRun(runsDir, i);
    const metrics = train(run, i, rows);
    if (i % 20 === 19) run.fail('The loss became NaN; choose a lower learning rate than 0.01.');
    else if (i % 25 === 24) run.interrupt();
    else run.finish({ results: { train: metrics, test: metrics } });
    ids.push(run.id);
  }
  return ids;
}

/** Creates the run number `i`. */
export function beginRun(runsDir: string, i: number): Promise<RunWriter> {
  const { experiment, learningRate, units, seed } = settingOf(i);
  return createRun({
    runsDir,
    experiment: experiment.name,
    title: { en: experiment.en, ko: experiment.ko },
    command: `npx rnn-lab ${experiment.name} --learning-rate ${learningRate} --units ${units} --seed ${seed}`,
    params: { learningRate, units, epochs: EPOCHS, batchSize: 60 },
    seed,
    engine: 'cpu',
    workers: 2,
    model: { name: experiment.model, parameters: 0, layers: [] },
    reference: experiment.accuracy ? { test: { loss: 0.3576, accuracy: 0.8458 } } : {},
    git: null,
    packages: {},
    tags: learningRate === 0.001 ? ['baseline'] : [],
  });
}

function settingOf(i: number) {
  const setting = Math.floor(i / SEEDS);
  const rate = Math.floor(setting / EXPERIMENTS.length);
  return {
    experiment: EXPERIMENTS[setting % EXPERIMENTS.length],
    learningRate: LEARNING_RATES[rate % LEARNING_RATES.length],
    units: 32 * (1 + Math.floor(rate / LEARNING_RATES.length)),
    seed: i % SEEDS,
  };
}

/** Writes a noisy falling loss with occasional spikes; returns the last epoch's means. */
function train(run: RunWriter, i: number, rows: number): Metrics {
  const { experiment, learningRate } = settingOf(i);
  const random = new RandomState(i);
  const steps = Math.max(EPOCHS, rows - 2 * EPOCHS);
  const noise = random.normal(0, 0.05, steps);
  const speed = 2000 * learningRate;
  let metrics: Metrics = { loss: NaN };
  let epoch = 1;
  for (let step = 1; step <= steps; step++) {
    const spike = step % 4001 === 4000 ? 1 : 0;
    const loss = Math.max(0.01, 0.25 + 0.45 * Math.exp((-speed * step) / steps) + noise[step - 1] + spike);
    metrics = experiment.accuracy ? { loss, accuracy: Math.min(1, Math.exp(-loss / 2)) } : { loss };
    run.step({ step, epoch, t: step / 100, ...metrics });
    if (step < Math.round((epoch * steps) / EPOCHS)) continue;
    for (const split of ['train', 'validation'] as const) {
      run.epoch({ split, step, epoch, t: step / 100, ...metrics });
    }
    epoch += 1;
  }
  return metrics;
}
