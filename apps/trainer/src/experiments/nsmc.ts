import { dropEmpty, loadNsmc, validationSplit } from '@rnn-lab/data';
import { choice, defineExperiment, formerly, integer, path, real } from '@rnn-lab/lab';
import { nsmcLstm } from '@rnn-lab/models';
import { characters, textData, TextPipeline } from '@rnn-lab/text';
import { ANALYZER_NAMES, DEFAULT_STOPWORDS, readStopwords, TOKEN_FORMS } from '@rnn-lab/text-ko';
import { BASELINES, CHARACTER_NGRAMS, textBaselines } from '../baselines';
import { OPTIMIZER, optimizerOf } from '../optimizer';
import { documents, labels, withLineOf } from '../reviews';

export default defineExperiment({
  title: {
    en: 'Sentiment of Naver movie reviews: morphemes → Embedding → LSTM',
    ko: '네이버 영화 리뷰 감성 분석: 형태소 → Embedding → LSTM',
  },

  kind: 'text',

  parameters: {
    analyzer: choice(ANALYZER_NAMES, 'mecab-ko', {
      en: 'analyzer that splits the reviews into morphemes',
      ko: '리뷰를 형태소로 나누는 분석기',
    }),
    tokenForm: formerly(
      { name: 'units', values: { surface: 'surface', stem: 'lemma' } },
      choice(TOKEN_FORMS, 'surface', {
        en: 'tokens: morphemes as in the text, or lemmas',
        ko: '토큰: 글에 나온 형태소 그대로, 또는 원형',
      }),
    ),
    stopwords: path({
      en: 'file of words to drop, one per line (default: those of the notebook)',
      ko: '버릴 불용어를 한 줄에 하나씩 적은 파일(기본값: 노트북의 불용어)',
    }),
    numWords: integer(
      35_000,
      { en: 'size of the vocabulary, including padding', ko: '어휘 크기(패딩 포함)' },
      { min: 2 },
    ),
    maxLength: integer(
      30,
      {
        en: 'tokens per review; a longer review keeps its last ones',
        ko: '리뷰마다 토큰 수, 더 긴 리뷰는 뒷부분만 남김',
      },
      { min: 1 },
    ),
    embeddingDimension: integer(100, { en: 'size of a word vector', ko: '단어 벡터의 크기' }),
    lstmUnits: integer(128, { en: 'units of the LSTM', ko: 'LSTM의 유닛 수' }),
    ...OPTIMIZER,
    epochs: integer(2, { en: 'passes over the training reviews', ko: '학습 리뷰 전체를 반복하는 횟수' }),
    earlyStopping: integer(null, {
      en: 'stop after this many epochs without a lower validation loss, and keep the best weights (default: never)',
      ko: '검증 손실이 이만큼의 에포크 동안 줄지 않으면 멈추고 최적 가중치를 남김(기본값: 멈추지 않음)',
    }),
    batchSize: integer(60, { en: 'reviews per optimizer step', ko: '스텝마다 쓰는 리뷰 수' }),
    validationSplit: real(
      0.2,
      {
        en: 'fraction of the training reviews, from the end, kept for validation',
        ko: '학습 리뷰의 끝에서 검증용으로 남기는 비율',
      },
      {
        above: 0,
        below: 1,
      },
    ),
    ...BASELINES,
  },

  primaryMetric: { split: 'test', metric: 'accuracy' },

  referenceResults: {
    train: { loss: 0.2882, accuracy: 0.8757 },
    validation: { loss: 0.3444, accuracy: 0.8513 },
    test: { loss: 0.3576, accuracy: 0.8458 },
    secondsPerEpoch: 133,
  },

  async run(params, lab) {
    const { analyzer, tokenForm, numWords, maxLength } = params;
    const stopwords = params.stopwords ? await readStopwords(params.stopwords) : DEFAULT_STOPWORDS;

    const nsmc = await lab.load(loadNsmc);
    const train = lab.limit(dropEmpty(nsmc.train));
    const test = lab.limit(dropEmpty(nsmc.test));

    const options = { analyzer, tokenForm, stopwords, numWords, maxLength };
    const { pipeline, encoded: xTrain } = await lab
      .tokenize((corpus) => TextPipeline.fitEncode(documents(train), options, corpus))
      .catch(withLineOf(train));
    const xTest = await lab
      .tokenize((corpus) => pipeline.encode(documents(test), corpus))
      .catch(withLineOf(test));

    const model = nsmcLstm({
      vocabularySize: numWords,
      embeddingDimension: params.embeddingDimension,
      units: params.lstmUnits,
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
        dataset: {
          name: 'nsmc',
          rows,
          files: nsmc.files,
        },
      },
      async (run) => {
        const { preprocessing, vocabulary } = pipeline.toJSON();
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
          earlyStopping: params.earlyStopping,
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
