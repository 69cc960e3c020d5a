import { dropEmpty, loadNsmc, validationSplit } from '@rnn-lab/data';
import type { Review } from '@rnn-lab/data';
import type { NdArray } from '@rnn-lab/engine';
import { defineExperiment, integer } from '@rnn-lab/lab';
import { logOddsMean, textBilstm } from '@rnn-lab/models';
import { readMember } from '@rnn-lab/runs';
import type { Split } from '@rnn-lab/runs';
import { NgramModel, textData, TextPipeline } from '@rnn-lab/text';
import { CHARACTER_NGRAMS } from '../baselines';
import { BILSTM, ngramsOf, RAW_MORPHEMES } from '../bilstm';
import { optimizerOf } from '../optimizer';
import { documents, labels, withLineOf } from '../reviews';
import { loadMembers } from '../saved-model/ensemble-members';

/** The networks, and what they and the linear model are called in the ensemble. */
const NETWORKS = ['morphemes', 'syllables'] as const;
const MEMBERS = [...NETWORKS, 'linear'];

export default defineExperiment({
  title: {
    en: 'Naver movie reviews, best: networks of morphemes and of syllables and a linear model of n-grams, combined',
    ko: '네이버 영화 리뷰 감성 분석, 가장 정확하게: 형태소 신경망, 음절 신경망, n-그램 선형 모델을 결합',
  },

  kind: 'text',

  parameters: {
    ...BILSTM,
    numSyllables: integer(
      2500,
      {
        en: 'syllables that the network of syllables knows, padding included',
        ko: '음절 신경망이 아는 음절 수(패딩 포함)',
      },
      { min: 2 },
    ),
    maxSyllables: integer(
      140,
      {
        en: 'syllables per review; a longer review keeps its last ones',
        ko: '리뷰마다 음절 수, 더 긴 리뷰는 뒷부분만 남김',
      },
      { min: 1 },
    ),
  },

  primaryMetric: { split: 'test', metric: 'accuracy' },

  referenceResults: {},

  all: false,

  async run(params, lab) {
    const nsmc = await lab.load(loadNsmc);
    const train = lab.limit(dropEmpty(nsmc.train));
    const test = lab.limit(dropEmpty(nsmc.test));
    const rows = validationSplit(train.length, params.validationSplit);
    const dataset = { name: 'nsmc', files: nsmc.files };

    const units = {
      morphemes: { ...RAW_MORPHEMES, numWords: params.numWords, maxLength: params.maxLength },
      syllables: { splitter: 'syllable', numWords: params.numSyllables, maxLength: params.maxSyllables },
    } as const;
    for (const name of NETWORKS) {
      const { pipeline, encoded: x } = await lab
        .tokenize((corpus) => TextPipeline.fitEncode(documents(train), units[name], corpus))
        .catch(withLineOf(train));
      const { preprocessing, vocabulary } = pipeline.toJSON();
      const model = textBilstm({
        name,
        vocabularySize: units[name].numWords,
        embeddingDimension: params.embeddingDimension,
        ngrams: name === 'morphemes' ? ngramsOf(vocabulary, params) : undefined,
        units: params.lstmUnits,
        dropout: params.dropout,
        maxLength: units[name].maxLength,
        random: lab.random('weights'),
      });
      await lab.train(
        {
          model,
          loss: 'binaryCrossentropy',
          metrics: ['accuracy'],
          optimizer: optimizerOf(params, rows.train),
          dataset: { ...dataset, rows },
        },
        async (run) => {
          run.writePreprocessing(preprocessing, vocabulary);
          run.writeData(textData({ train: { texts: x, labels: labels(train).data } }));
          await run.fit(x, labels(train), params);
        },
      );
    }

    await lab.train(
      {
        model: logOddsMean(MEMBERS.length),
        loss: 'binaryCrossentropy',
        metrics: ['accuracy'],
        dataset: { ...dataset, rows: { ...rows, test: test.length } },
      },
      (run) =>
        run.combine(
          async (work) => {
            const learnt = train.slice(0, rows.train);
            const linear = await NgramModel.fit(
              documents(learnt),
              learnt.map(({ label }) => label),
              { ...CHARACTER_NGRAMS, unit: 'character-ngrams' },
              work,
            );
            const [morphemes, syllables] = await Promise.all(
              NETWORKS.map((name) => readMember(lab.trained(name))),
            );
            return { morphemes, syllables, linear: linear.toFiles() };
          },
          // What was saved is what is measured. No choice depends on the test reviews, which are only used here.
          async (directory, engine) => {
            const members = await loadMembers(directory, MEMBERS, engine);
            const evaluate = async (split: Split, reviews: readonly Review[]) => {
              const x = await members.logOdds(await members.encode(documents(reviews)));
              MEMBERS.forEach((name, i) =>
                run.baseline(name, split, { accuracy: accuracyOf(x, i, reviews) }),
              );
              await run.evaluate(split, x, labels(reviews));
              await run.writePredictions(split, x, (index) => ({
                text: reviews[index].document,
                tokens: [],
                label: reviews[index].label,
              }));
            };
            try {
              await evaluate('validation', train.slice(rows.train));
              await evaluate('test', test);
            } finally {
              await members.close();
            }
          },
        ),
    );
  },
});

/** The accuracy of one member, whose log-odds are a column of x. */
function accuracyOf({ data, shape }: NdArray, column: number, reviews: readonly Review[]): number {
  const right = reviews.filter(({ label }, row) => Number(data[row * shape[1] + column] > 0) === label);
  return right.length / reviews.length;
}
