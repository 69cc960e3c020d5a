import { IMDB_ENCODING, loadImdb, validationSplit } from '@rnn-lab/data';
import type { EncodedReviews } from '@rnn-lab/data';
import { defineExperiment, integer } from '@rnn-lab/lab';
import { logOddsSum, textBilstm } from '@rnn-lab/models';
import { encodeSequences, textData, TextPipeline } from '@rnn-lab/text';
import { BASELINES, WORD_NGRAMS } from '../baselines';
import { BILSTM } from '../bilstm';
import { combineWithLinear } from '../combine-with-linear';
import { optimizerOf } from '../optimizer';
import { targets } from '../reviews';

/** What the network is called in the ensemble. */
const NETWORK = 'words';
/** The linear model reads all words. */
const EVERY_WORD = Number.MAX_SAFE_INTEGER;

export default defineExperiment({
  title: {
    en: 'IMDB movie reviews, best: a bidirectional LSTM and a linear model of words, combined',
    ko: 'IMDB 영화 리뷰 감성 분석, 가장 정확하게: 양방향 LSTM과 단어 선형 모델을 결합',
  },

  kind: 'text',

  parameters: {
    ...BILSTM,
    numWords: integer(
      30_000,
      { en: 'size of the vocabulary, including the ids 0 to 2', ko: '어휘 크기(ID 0~2 포함)' },
      { min: 4 },
    ),
    maxLength: { ...BILSTM.maxLength, default: 400 },
    batchSize: { ...BILSTM.batchSize, default: 32 },
    validationSplit: { ...BILSTM.validationSplit, default: 0.1 },
    ...BASELINES,
  },

  primaryMetric: { split: 'test', metric: 'accuracy' },

  referenceResults: {},

  all: false,

  async run(params, lab) {
    const { numWords, maxLength } = params;
    const imdb = await lab.load((options) => loadImdb({ ...options, numWords: EVERY_WORD }));
    const all = TextPipeline.english(imdb.words, { ...IMDB_ENCODING, numWords: EVERY_WORD, maxLength });
    const reviewsOf = ({ sequences, labels }: EncodedReviews) =>
      lab
        .limit(sequences)
        .map((sequence, i) => ({ document: all.decode(sequence.slice(1)), label: labels[i] }));
    const [train, test] = [reviewsOf(imdb.train), reviewsOf(imdb.test)];
    const rows = validationSplit(train.length, params.validationSplit);
    const dataset = { name: 'imdb', files: imdb.files };

    const pipeline = TextPipeline.english(imdb.words, { ...IMDB_ENCODING, numWords, maxLength });
    const rare = (id: number) => (id < numWords ? id : IMDB_ENCODING.oovIndex);
    const x = encodeSequences(
      lab.limit(imdb.train.sequences).map((sequence) => sequence.map(rare)),
      IMDB_ENCODING,
      maxLength,
    );
    const y = targets(lab.limit(imdb.train.labels));
    await lab.train(
      {
        model: textBilstm({
          name: NETWORK,
          vocabularySize: numWords,
          embeddingDimension: params.embeddingDimension,
          units: params.lstmUnits,
          dropout: params.dropout,
          maxLength,
          random: lab.random('weights'),
        }),
        loss: 'binaryCrossentropy',
        metrics: ['accuracy'],
        optimizer: optimizerOf(params, rows.train),
        dataset: { ...dataset, rows },
      },
      async (run) => {
        const { preprocessing, vocabulary } = pipeline.toJSON();
        run.writePreprocessing(preprocessing, vocabulary);
        run.writeData(textData({ train: { texts: x, labels: y.data } }));
        await run.fit(x, y, params);
      },
    );

    await lab.train(
      {
        model: logOddsSum(2),
        loss: 'binaryCrossentropy',
        metrics: ['accuracy'],
        dataset: { ...dataset, rows: { ...rows, test: test.length } },
      },
      (run) =>
        combineWithLinear(lab, run, {
          networks: [NETWORK],
          ngrams: { ...WORD_NGRAMS, unit: 'word-ngrams' },
          learnt: train.slice(0, rows.train),
          measured: { validation: train.slice(rows.train), test },
          baselines: params.baselines,
        }),
    );
  },
});
