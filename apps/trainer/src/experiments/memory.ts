import { addingProblem, addingSteps } from '@rnn-lab/data';
import { inputGradientNorms } from '@rnn-lab/engine';
import { choice, defineExperiment, integer, real } from '@rnn-lab/lab';
import { ADDING_LAYERS, addingNetwork } from '@rnn-lab/models';
import { OPTIMIZER, optimizerOf } from '../optimizer';

const LAGS = [10, 25, 50, 100, 200];
/** Sequences that validate, and those of the test. */
const HELD_OUT = 1000;
/** Test sequences whose gradients are averaged. */
const GRADIENTS = 32;

/** By layer, from trials on validation sequences: a SimpleRNN learns steadily only at a lower one than the others. */
const LEARNING_RATES = { rnn: 0.001, lstm: 0.01, gru: 0.005 };
const rates = Object.entries(LEARNING_RATES)
  .map(([layer, rate]) => `${layer} ${rate}`)
  .join(', ');

const LOSS = 'meanSquaredError';

export default defineExperiment({
  title: {
    en: 'How far back networks remember: the adding problem for SimpleRNN, LSTM and GRU',
    ko: '신경망은 얼마나 멀리까지 기억하는가: SimpleRNN, LSTM, GRU의 덧셈 문제',
  },

  kind: 'series',

  parameters: {
    model: choice(ADDING_LAYERS, null, {
      en: 'recurrent layer to train (default: each of them)',
      ko: '학습할 순환 층(기본값: 모두)',
    }),
    lag: integer(null, {
      en: `least number of steps after the first value to remember (default: ${LAGS.join(', ')})`,
      ko: `기억할 첫 값 뒤에 오는 최소 스텝 수(기본값: ${LAGS.join(', ')})`,
    }),
    sequences: integer(10_000, { en: 'training sequences per lag', ko: '지연마다 학습할 시퀀스 수' }),
    lstmUnits: integer(24, {
      en: 'units of the LSTM; the other layers get as many weights',
      ko: 'LSTM의 유닛 수. 다른 층도 매개변수 수를 같게 맞춤',
    }),
    ...OPTIMIZER,
    learningRate: real(
      null,
      {
        en: `learning rate of the optimizer (default: ${rates})`,
        ko: `옵티마이저의 학습률(기본값: ${rates})`,
      },
      { above: 0 },
    ),
    clipNorm: real(
      1,
      {
        en: "scales down each weight's gradient to at most this norm",
        ko: '가중치마다 기울기의 노름을 이 값 이하로 줄임',
      },
      { above: 0 },
    ),
    epochs: integer(30, {
      en: 'most passes over the training sequences',
      ko: '학습 시퀀스 전체를 반복하는 최대 횟수',
    }),
    goal: real(
      0.001,
      {
        en: 'validation loss below which a network has solved the task, and its training stops',
        ko: '과제를 푼 것으로 보고 학습을 멈추는 검증 손실',
      },
      { above: 0 },
    ),
    batchSize: integer(50, { en: 'sequences per optimizer step', ko: '스텝마다 쓰는 시퀀스 수' }),
  },

  primaryMetric: { split: 'test', metric: 'loss' },

  referenceResults: {},

  all: false,

  async run(params, lab) {
    const { sequences, lstmUnits } = params;
    for (const lag of params.lag === null ? LAGS : [params.lag]) {
      const steps = addingSteps(lag);
      const draw = (split: string, count: number) => addingProblem(count, lag, lab.random(`${split} ${lag}`));
      const train = draw('train', sequences);
      const validation = draw('validation', HELD_OUT);
      const test = draw('test', HELD_OUT);
      const sample = draw('gradients', GRADIENTS);

      for (const recurrent of params.model === null ? ADDING_LAYERS : [params.model]) {
        const learningRate = params.learningRate ?? LEARNING_RATES[recurrent];
        const random = lab.random('weights');
        const model = addingNetwork({ recurrent, lstmUnits, lag, steps, random });
        const gradientNorms = () => inputGradientNorms(model, LOSS, sample.x, sample.y).reverse();
        await lab.train(
          {
            model,
            loss: LOSS,
            optimizer: optimizerOf({ ...params, learningRate }, sequences),
            dataset: {
              name: `adding problem, lag ${lag}`,
              rows: { train: sequences, validation: HELD_OUT, test: HELD_OUT },
              files: [],
            },
            caveats: [
              {
                en: `Trained with a learning rate of ${learningRate}.`,
                ko: `학습률 ${learningRate}로 학습했습니다.`,
              },
            ],
          },
          async (run) => {
            const before = gradientNorms();
            await run.fit(train.x, train.y, { ...params, validationData: [validation.x, validation.y] });
            await run.evaluate('test', test.x, test.y);
            run.baseline('always the mean', 'test', { loss: errorOfMean(test.y.data) });
            run.writeMemory({ recurrent, lag, gradientNorms: { before, after: gradientNorms() } });
          },
        );
      }
    }
  },
});

/** The mean squared error of always answering 1, the mean of a sum of two values from U(0, 1): about 1/6. */
function errorOfMean(targets: Float32Array): number {
  return targets.reduce((sum, target) => sum + (target - 1) ** 2, 0) / targets.length;
}
