import { textData, TextPipeline } from '@rnn-lab/text';
import * as tf from '@tensorflow/tfjs';
import { choice, defineExperiment, integer, Lab } from '../src';
import { jobOf } from './job';
import type { RandomState } from '@rnn-lab/random';
import type { RunFile } from '@rnn-lab/runs';

/** The topics, and words that occur in texts about them. */
const TOPICS = {
  baseball: 'pitcher inning homer bullpen shortstop league',
  space: 'orbit rocket moon telescope astronaut launch',
  'computer graphics': 'pixel shader polygon render texture image',
  'autos & motorcycles': 'engine brakes gearbox tyres helmet garage',
  cryptography: 'cipher key signature hash secret certificate',
  medicine: 'doctor vaccine symptom patient therapy clinic',
  electronics: 'resistor voltage circuit capacitor amplifier solder',
  religion: 'church prayer faith scripture monk belief',
  'politics of the Middle East': 'treaty border minister ceasefire embassy sanctions',
  'for sale': 'price shipping offer used mint bargain',
  hockey: 'goalie puck rink playoff slapshot season',
  cooking: 'garlic oven simmer recipe butter pepper',
  music: 'guitar melody concert chorus album rhythm',
  law: 'judge verdict appeal lawyer contract statute',
  gardening: 'soil compost roses prune seedling weeds',
  travel: 'hotel passport luggage island itinerary flight',
  economy: 'inflation interest exports market deficit wages',
  weather: 'storm rainfall forecast humidity thunder frost',
  chess: 'bishop gambit endgame checkmate rook opening',
  photography: 'lens exposure tripod shutter portrait focus',
};
const NAMES = Object.keys(TOPICS);
const WORDS_OF = Object.values(TOPICS).map((words) => words.split(' '));
const FILLERS = 'the a of and we they it is was very not this that new old good much about with from'.split(
  ' ',
);
const MAX_LENGTH = 12;
/** Words of a text that counts as long. */
const LONG = 8;
/** Share of the words that aren't fillers, and of those, how many are of the topic itself; the others make errors. */
const CONTENT = 0.35;
const OWN = 0.6;

/**
 * Generated texts about as many topics; the model has one value for two classes, else one per class. With two outputs, the
 * second, `length`, tells short texts from long ones.
 */
const topics = defineExperiment({
  title: { en: 'Topics of generated texts', ko: '만든 텍스트의 주제 분류' },
  kind: 'text',
  parameters: {
    classes: integer(3, 'topics', { min: 2, max: NAMES.length }),
    rows: integer(300, 'training texts; half as many are tested'),
    epochs: integer(8, 'passes over the training texts'),
    loss: choice(
      ['sparseCategoricalCrossentropy', 'categoricalCrossentropy'],
      'sparseCategoricalCrossentropy',
      'for more than two classes',
    ),
    outputs: integer(1, 'outputs of the model', { min: 1, max: 2 }),
  },
  primaryMetric: { split: 'test', metric: 'accuracy' },
  referenceResults: {},

  async run({ classes: count, rows, epochs, loss, outputs }, lab) {
    const hasLength = outputs > 1;
    const names = NAMES.slice(0, count);
    const random = lab.random('data');
    const train = Array.from({ length: rows }, (_, i) => textAbout(i % count, count, random));
    const test = Array.from({ length: rows / 2 }, (_, i) => textAbout(i % count, count, random));

    const words = [...FILLERS, ...WORDS_OF.slice(0, count).flat()];
    const numWords = words.length + 4;
    const encoding = { startIndex: 1, oovIndex: 2, indexFrom: 3, numWords, maxLength: MAX_LENGTH };
    const pipeline = TextPipeline.english(words, encoding);
    const [xTrain, xTest] = await Promise.all([train, test].map((part) => pipeline.encode(part.map(textOf))));
    const column = (labels: number[]) => ({ data: Float32Array.from(labels), shape: [labels.length, 1] });
    const topicOf = (texts: LabeledText[]) =>
      count > 2 && loss === 'categoricalCrossentropy'
        ? {
            data: Float32Array.from(texts.flatMap(({ label }) => oneHot(label, count))),
            shape: [texts.length, count],
          }
        : column(texts.map(labelOf));
    const y = (texts: LabeledText[]) =>
      hasLength ? { topic: topicOf(texts), length: column(texts.map(lengthOf)) } : topicOf(texts);
    const topicLoss = count === 2 ? 'binaryCrossentropy' : loss;

    await lab.train(
      {
        model: topicModel(numWords, count, { hasLength }),
        classes: hasLength ? { topic: names, length: ['short', 'long'] } : names,
        loss: hasLength ? { topic: topicLoss, length: 'binaryCrossentropy' } : topicLoss,
        metrics: ['accuracy', 'f1Score'],
        optimizer: { learningRate: 0.02 },
        dataset: { name: 'topics', rows: { train: train.length, test: test.length }, files: [] },
      },
      async (run) => {
        const { preprocessing, vocabulary } = pipeline.toJSON();
        run.writePreprocessing(preprocessing, vocabulary);
        run.writeData(
          textData({
            train: { texts: xTrain, labels: train.map(labelOf) },
            test: { texts: xTest, labels: test.map(labelOf) },
          }),
        );
        await run.fit(xTrain, y(train), { epochs, batchSize: 32 });
        await run.evaluate('test', xTest, y(test));
        await run.writePredictions('test', xTest, (index) => ({
          text: test[index].text,
          tokens: pipeline.tokensOf(xTest, index),
          label: hasLength ? { topic: test[index].label, length: lengthOf(test[index]) } : test[index].label,
        }));
      },
    );
  },
});

interface LabeledText {
  text: string;
  label: number;
}

const textOf = ({ text }: LabeledText) => text;
const labelOf = ({ label }: LabeledText) => label;
const lengthOf = ({ text }: LabeledText) => Number(text.split(' ').length >= LONG);
const oneHot = (label: number, classes: number) =>
  Array.from({ length: classes }, (_, i) => Number(i === label));

function textAbout(label: number, classes: number, random: RandomState): LabeledText {
  const oneOf = (words: readonly string[]) => words[random.randint(0, words.length)];
  const word = () => {
    if (random.rand() > CONTENT) return oneOf(FILLERS);
    return oneOf(WORDS_OF[random.rand() < OWN ? label : random.randint(0, classes)]);
  };
  return { text: Array.from({ length: random.randint(4, MAX_LENGTH) }, word).join(' '), label };
}

function topicModel(
  numWords: number,
  classes: number,
  { hasLength }: { hasLength: boolean },
): tf.LayersModel {
  const seeded = { kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }) };
  const input = tf.input({ shape: [MAX_LENGTH] });
  const embedded = tf.layers.embedding({
    inputDim: numWords,
    outputDim: 12,
    embeddingsInitializer: tf.initializers.randomUniform({ minval: -0.05, maxval: 0.05, seed: 1 }),
  });
  const lstm = tf.layers.lstm({
    units: 16,
    recurrentActivation: 'sigmoid',
    recurrentInitializer: tf.initializers.orthogonal({ gain: 1, seed: 1 }),
    ...seeded,
  });
  const hidden = lstm.apply(embedded.apply(input));
  const output = (name: string, classes: number) =>
    tf.layers
      .dense(
        classes === 2
          ? { name, units: 1, activation: 'sigmoid', ...seeded }
          : { name, units: classes, activation: 'softmax', ...seeded },
      )
      .apply(hidden) as tf.SymbolicTensor;
  const outputs = [output('topic', classes), ...(hasLength ? [output('length', 2)] : [])];
  return tf.model({ name: 'topics_lstm', inputs: input, outputs });
}

/** Trains and returns the run's run.json as it was written. */
export async function trainTopics(
  runsDir: string,
  {
    seed = 0,
    ...changes
  }: Partial<Record<'classes' | 'rows' | 'epochs' | 'outputs' | 'seed', number>> & { loss?: string } = {},
): Promise<RunFile> {
  const { parameters } = topics;
  const defaults = Object.fromEntries(
    Object.entries(parameters).map(([name, { default: value }]) => [name, value]),
  );
  const params = { ...defaults, ...changes } as Parameters<typeof topics.run>[0];
  let run: RunFile | undefined;
  const { settings, ...job } = jobOf(runsDir, {
    recipe: { experiment: 'topics', title: topics.title, reference: {}, command: '', params: { ...params } },
    onEvent(event) {
      if (event.kind === 'run-closed') run = JSON.parse(event.json) as RunFile;
    },
  });
  await Lab.run({ ...job, settings: { ...settings, seed } }, (lab) => topics.run(params, lab));
  return run as RunFile;
}
