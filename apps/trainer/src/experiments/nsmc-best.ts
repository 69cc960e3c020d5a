import { dropEmpty, loadNsmc, validationSplit } from '@rnn-lab/data';
import { defineExperiment, integer } from '@rnn-lab/lab';
import { logOddsSum, textBilstm } from '@rnn-lab/models';
import { textData, TextPipeline } from '@rnn-lab/text';
import { BASELINES, CHARACTER_NGRAMS } from '../baselines';
import { BILSTM, NGRAM_TABLE, ngramsOf, RAW_MORPHEMES } from '../bilstm';
import { combineWithLinear } from '../combine-with-linear';
import { optimizerOf } from '../optimizer';
import { documents, labels, withLineOf } from '../reviews';

const NETWORKS = ['morphemes', 'syllables'] as const;

export default defineExperiment({
  title: {
    en: 'Naver movie reviews, best: networks of morphemes and of syllables and a linear model of n-grams, combined',
    ko: '네이버 영화 리뷰 감성 분석, 가장 정확하게: 형태소 신경망, 음절 신경망, n-그램 선형 모델을 결합',
  },

  kind: 'text',

  parameters: {
    ...BILSTM,
    ...NGRAM_TABLE,
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
    ...BASELINES,
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
        model: logOddsSum(NETWORKS.length + 1),
        loss: 'binaryCrossentropy',
        metrics: ['accuracy'],
        dataset: { ...dataset, rows: { ...rows, test: test.length } },
      },
      (run) =>
        combineWithLinear(lab, run, {
          networks: NETWORKS,
          ngrams: { ...CHARACTER_NGRAMS, unit: 'character-ngrams' },
          learnt: train.slice(0, rows.train),
          measured: { validation: train.slice(rows.train), test },
          baselines: params.baselines,
        }),
    );
  },
});
