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
  /** Lines of metrics.jsonl a run, the epochs' among them. */
  rows: number;
}

/** Writes runs that look like trained ones: of each setting a run a seed, one in 20 failed, one in 25 interrupted. */
export async function makeRuns({ runsDir, runs, rows }: RunsToMake): Promise<void> {
  for (let i = 0; i < runs; i++) {
    const setting = Math.floor(i / SEEDS);
    const experiment = EXPERIMENTS[setting % EXPERIMENTS.length];
    const learningRate = LEARNING_RATES[Math.floor(setting / EXPERIMENTS.length) % LEARNING_RATES.length];
    const units = 32 * (1 + Math.floor(setting / EXPERIMENTS.length / LEARNING_RATES.length));
    const seed = i % SEEDS;
    const run = await createRun({
      runsDir,
      experiment: experiment.name,
      title: { en: experiment.en, ko: experiment.ko },
      command: `npx rnn-lab ${experiment.name} --learning-rate ${learningRate} --units ${units} --seed ${seed}`,
      params: { learningRate, units, epochs: EPOCHS, batchSize: 60 },
      seed,
      engine: 'onnx',
      workers: 2,
      model: { name: experiment.model, parameters: 0, layers: [] },
      reference: experiment.accuracy ? { test: { loss: 0.3576, accuracy: 0.8458 } } : {},
      git: null,
      packages: {},
      tags: setting % 3 === 0 ? ['baseline'] : [],
    });
    const metrics = train(run, new RandomState(i), learningRate, experiment.accuracy, rows);
    if (i % 20 === 19) run.fail('The loss became NaN; choose a lower learning rate than 0.01.');
    else if (i % 25 === 24) run.interrupt();
    else run.finish({ results: { train: metrics, test: metrics } });
  }
}

/** A loss that falls in noise, with a spike here and there; gives the last epoch's means. */
function train(
  run: RunWriter,
  random: RandomState,
  learningRate: number,
  withAccuracy: boolean,
  rows: number,
): Metrics {
  const steps = Math.max(EPOCHS, rows - 2 * EPOCHS);
  const noise = random.normal(0, 0.05, steps);
  const speed = 2000 * learningRate;
  let metrics: Metrics = { loss: NaN };
  let epoch = 1;
  for (let step = 1; step <= steps; step++) {
    const spike = step % 4001 === 4000 ? 1 : 0;
    const loss = Math.max(0.01, 0.25 + 0.45 * Math.exp((-speed * step) / steps) + noise[step - 1] + spike);
    metrics = withAccuracy ? { loss, accuracy: Math.min(1, Math.exp(-loss / 2)) } : { loss };
    run.step({ step, epoch, t: step / 100, ...metrics });
    if (step < Math.round((epoch * steps) / EPOCHS)) continue;
    for (const split of ['train', 'validation'] as const) {
      run.epoch({ split, step, epoch, t: step / 100, ...metrics });
    }
    epoch += 1;
  }
  return metrics;
}
