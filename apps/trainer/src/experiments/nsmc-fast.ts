import { dropEmpty, loadNsmc, validationSplit } from '@rnn-lab/data';
import { defineExperiment, integer, real } from '@rnn-lab/lab';
import { subwordBilstm } from '@rnn-lab/models';
import { characters, ngramBags, textData, TextPipeline } from '@rnn-lab/text';
import { BASELINES, CHARACTER_NGRAMS, textBaselines } from '../baselines';
import { OPTIMIZER, optimizerOf } from '../optimizer';
import { documents, labels, withLineOf } from '../reviews';

/** Pairs and triples of characters: a Korean morpheme has few. */
const NGRAM_LENGTHS = [2, 3] as const;
/** Enough for every word of up to 12 characters. */
const NGRAMS_OF_A_WORD = 24;

export default defineExperiment({
  title: {
    en: 'Naver movie reviews, better: raw morphemes and their characters → bidirectional LSTM',
    ko: '네이버 영화 리뷰 감성 분석, 더 정확하게: 정제하지 않은 형태소와 그 글자 → 양방향 LSTM',
  },

  kind: 'text',

  parameters: {
    numWords: integer(
      50_000,
      { en: 'size of the vocabulary, including padding', ko: '어휘 크기(패딩 포함)' },
      { min: 2 },
    ),
    maxLength: integer(
      60,
      {
        en: 'tokens per review; a longer review keeps its last ones',
        ko: '리뷰마다 토큰 수, 더 긴 리뷰는 뒷부분만 남김',
      },
      { min: 1 },
    ),
    embeddingDimension: integer(100, {
      en: 'size of the vectors of words and n-grams',
      ko: '단어와 n-그램 벡터의 크기',
    }),
    ngramTableSize: integer(
      65_536,
      {
        en: 'rows of the table that the n-grams of characters share',
        ko: '글자 n-그램이 나누어 쓰는 표의 행 수',
      },
      { min: 2 },
    ),
    lstmUnits: integer(128, {
      en: 'units of each direction of the LSTM',
      ko: 'LSTM의 방향마다 유닛 수',
    }),
    dropout: real(
      0.4,
      { en: 'dropout before and after the LSTM', ko: 'LSTM 앞과 뒤의 드롭아웃' },
      { min: 0, below: 1 },
    ),
    ...OPTIMIZER,
    learningRate: { ...OPTIMIZER.learningRate, default: 0.002 },
    schedule: { ...OPTIMIZER.schedule, default: 'oneCycle' as const },
    clipNorm: { ...OPTIMIZER.clipNorm, default: 1 },
    epochs: integer(3, { en: 'passes over the training reviews', ko: '학습 리뷰 전체를 반복하는 횟수' }),
    batchSize: integer(64, { en: 'reviews per optimizer step', ko: '스텝마다 쓰는 리뷰 수' }),
    validationSplit: real(
      1 / 15,
      {
        en: 'fraction of the training reviews, from the end, kept for validation',
        ko: '학습 리뷰의 끝에서 검증용으로 남기는 비율',
      },
      { above: 0, below: 1 },
    ),
    ...BASELINES,
  },

  primaryMetric: { split: 'test', metric: 'accuracy' },

  referenceResults: {},

  all: false,

  async run(params, lab) {
    const { numWords, maxLength, ngramTableSize: tableSize } = params;
    const nsmc = await lab.load(loadNsmc);
    const train = lab.limit(dropEmpty(nsmc.train));
    const test = lab.limit(dropEmpty(nsmc.test));

    const { pipeline, encoded: xTrain } = await lab
      .tokenize((corpus) =>
        TextPipeline.fitEncode(
          documents(train),
          {
            analyzer: 'mecab-ko',
            cleaning: 'korean-raw',
            tokenForm: 'surface',
            stopwords: [],
            numWords,
            maxLength,
          },
          corpus,
        ),
      )
      .catch(withLineOf(train));
    const xTest = await lab
      .tokenize((corpus) => pipeline.encode(documents(test), corpus))
      .catch(withLineOf(test));
    const { preprocessing, vocabulary } = pipeline.toJSON();

    const model = subwordBilstm({
      vocabularySize: numWords,
      embeddingDimension: params.embeddingDimension,
      tableSize,
      bags: ngramBags(vocabulary, numWords, {
        lengths: NGRAM_LENGTHS,
        tableSize,
        bagSize: NGRAMS_OF_A_WORD,
      }),
      units: params.lstmUnits,
      dropout: params.dropout,
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
