import { dropEmpty, loadNsmc, validationSplit } from '@rnn-lab/data';
import { choice, defineExperiment, on, real } from '@rnn-lab/lab';
import { textBilstm } from '@rnn-lab/models';
import { characters, textData, TextPipeline } from '@rnn-lab/text';
import { CLEANINGS } from '@rnn-lab/text-ko';
import { BASELINES, CHARACTER_NGRAMS, textBaselines } from '../baselines';
import { BILSTM, NGRAM_TABLE, ngramsOf, RAW_MORPHEMES } from '../bilstm';
import { optimizerOf } from '../optimizer';
import { documents, labels, withLineOf } from '../reviews';

export default defineExperiment({
  title: {
    en: 'Naver movie reviews, better: raw morphemes and their characters → bidirectional LSTM',
    ko: '네이버 영화 리뷰 감성 분석, 더 정확하게: 정제하지 않은 형태소와 그 글자 → 양방향 LSTM',
  },

  kind: 'text',

  parameters: {
    ...BILSTM,
    cleaning: choice(CLEANINGS, RAW_MORPHEMES.cleaning, {
      en: 'what is kept of a review: everything, or Hangul alone, as in the notebook',
      ko: '리뷰에서 남기는 것. 전부, 또는 노트북처럼 한글만',
    }),
    ngrams: on({
      en: 'a morpheme also has the vectors of its n-grams of characters',
      ko: '형태소에 글자 n-그램의 벡터를 더함',
    }),
    ...NGRAM_TABLE,
    wordDropout: real(
      0,
      {
        en: 'share of the morphemes whose whole vector is dropped in training',
        ko: '학습할 때 벡터 전체를 버리는 형태소의 비율',
      },
      { min: 0, below: 1 },
    ),
    ...BASELINES,
  },

  primaryMetric: { split: 'test', metric: 'accuracy' },

  referenceResults: {},

  all: false,

  async run(params, lab) {
    const { numWords, maxLength, cleaning } = params;
    const tokens = { ...RAW_MORPHEMES, cleaning, numWords, maxLength };
    const nsmc = await lab.load(loadNsmc);
    const train = lab.limit(dropEmpty(nsmc.train));
    const test = lab.limit(dropEmpty(nsmc.test));

    const { pipeline, encoded: xTrain } = await lab
      .tokenize((corpus) => TextPipeline.fitEncode(documents(train), tokens, corpus))
      .catch(withLineOf(train));
    const xTest = await lab
      .tokenize((corpus) => pipeline.encode(documents(test), corpus))
      .catch(withLineOf(test));
    const { preprocessing, vocabulary } = pipeline.toJSON();

    const model = textBilstm({
      name: 'subword_bilstm',
      vocabularySize: numWords,
      embeddingDimension: params.embeddingDimension,
      ngrams: params.ngrams ? ngramsOf(vocabulary, params) : undefined,
      units: params.lstmUnits,
      dropout: params.dropout,
      wordDropout: params.wordDropout,
      maxLength,
      random: lab.random('weights'),
    });

    const rows = { ...validationSplit(train.length, params.validationSplit), test: test.length };
    await lab.train(
      {
        model,
        loss: 'binaryCrossentropy',
        metrics: ['accuracy'],
        optimizer: optimizerOf(params, rows.train),
        dataset: { name: 'nsmc', rows, files: nsmc.files },
      },
      async (run) => {
        run.writePreprocessing(preprocessing, vocabulary);
        run.writeData(
          textData({
            train: { texts: xTrain, labels: labels(train).data },
            test: { texts: xTest, labels: labels(test).data },
          }),
        );
        await run.fit(xTrain, labels(train), {
          epochs: params.epochs,
          batchSize: params.batchSize,
          validationSplit: params.validationSplit,
        });
        await run.evaluate('test', xTest, labels(test));
        await run.writePredictions('test', xTest, (index) => ({
          text: test[index].document,
          tokens: pipeline.tokensOf(xTest, index),
          label: test[index].label,
        }));
        if (params.baselines) {
          const trained = train.slice(0, rows.train);
          await run.compare(
            'test',
            textBaselines(
              {
                symbols: characters(documents([...trained, ...test])),
                train: trained.map(({ label }) => label),
                test: test.map(({ label }) => label),
                classes: 2,
              },
              CHARACTER_NGRAMS,
            ),
          );
        }
      },
    );
  },
});
