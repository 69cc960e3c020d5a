import { IMDB_ENCODING, loadImdb } from '@rnn-lab/data';
import { defineExperiment, integer } from '@rnn-lab/lab';
import { imdbLstm } from '@rnn-lab/models';
import { encodeSequences, textData, TextPipeline, words } from '@rnn-lab/text';
import { BASELINES, textBaselines, WORD_NGRAMS } from '../baselines';
import { OPTIMIZER, optimizerOf } from '../optimizer';
import { targets } from '../reviews';

export default defineExperiment({
  title: {
    en: 'Sentiment of IMDB movie reviews: words → Embedding → LSTM',
    ko: 'IMDB 영화 리뷰 감성 분석: 단어 → Embedding → LSTM',
  },

  kind: 'text',

  parameters: {
    numWords: integer(
      20_000,
      { en: 'size of the vocabulary, including the ids 0 to 2', ko: '어휘 크기(ID 0~2 포함)' },
      { min: 4 },
    ),
    maxLength: integer(
      80,
      {
        en: 'tokens per review; a longer review keeps its last ones',
        ko: '리뷰마다 토큰 수, 더 긴 리뷰는 뒷부분만 남김',
      },
      { min: 1 },
    ),
    embeddingDimension: integer(128, { en: 'size of a word vector', ko: '단어 벡터의 크기' }),
    lstmUnits: integer(128, { en: 'units of the LSTM', ko: 'LSTM의 유닛 수' }),
    ...OPTIMIZER,
    epochs: integer(2, { en: 'passes over the training reviews', ko: '학습 리뷰 전체를 반복하는 횟수' }),
    batchSize: integer(32, { en: 'reviews per optimizer step', ko: '스텝마다 쓰는 리뷰 수' }),
    ...BASELINES,
  },

  primaryMetric: { split: 'test', metric: 'accuracy' },

  referenceResults: {
    train: { loss: 0.2526, accuracy: 0.9 },
    validation: { loss: 0.4002, accuracy: 0.8204 },
    test: { loss: 0.4002, accuracy: 0.8204 },
    secondsPerEpoch: 109,
  },

  async run(params, lab) {
    const { numWords, maxLength } = params;
    const imdb = await lab.load((options) => loadImdb({ ...options, numWords }));
    const pipeline = TextPipeline.english(imdb.words, { ...IMDB_ENCODING, numWords, maxLength });
    const xTrain = encodeSequences(lab.limit(imdb.train.sequences), IMDB_ENCODING, maxLength);
    const xTest = encodeSequences(lab.limit(imdb.test.sequences), IMDB_ENCODING, maxLength);
    const yTrain = targets(lab.limit(imdb.train.labels));
    const yTest = targets(lab.limit(imdb.test.labels));

    const model = imdbLstm({
      vocabularySize: numWords,
      embeddingDimension: params.embeddingDimension,
      units: params.lstmUnits,
      maxLength,
      random: lab.random('weights'),
    });

    await lab.train(
      {
        model,
        loss: 'binaryCrossentropy',
        metrics: ['accuracy'],
        optimizer: optimizerOf(params, xTrain.shape[0]),
        dataset: {
          name: 'imdb',
          rows: { train: xTrain.shape[0], validation: xTest.shape[0], test: xTest.shape[0] },
          files: imdb.files,
        },
        // As in the notebook.
        caveats: [
          {
            en: 'Validation and test are the same reviews: to choose settings by the validation is to choose them by the test.',
            ko: '검증과 테스트에 같은 리뷰를 씁니다. 검증 결과로 설정을 고르면 테스트 결과로 고르는 것과 같습니다.',
          },
        ],
      },
      async (run) => {
        const { preprocessing, vocabulary } = pipeline.toJSON();
        run.writePreprocessing(preprocessing, vocabulary);
        run.writeData(
          textData({
            train: { texts: xTrain, labels: yTrain.data },
            test: { texts: xTest, labels: yTest.data },
          }),
        );
        await run.fit(xTrain, yTrain, { ...params, validationData: [xTest, yTest] });
        await run.evaluate('test', xTest, yTest);
        await run.writePredictions('test', xTest, (index) => ({
          text: pipeline.decode(imdb.test.sequences[index]),
          tokens: pipeline.tokensOf(xTest, index),
          label: imdb.test.labels[index],
        }));
        if (params.baselines) {
          // The network reads the end of a review, the linear model all of it; both know numWords words.
          const [train, test] = [imdb.train, imdb.test].map(({ sequences, labels }) => ({
            sequences: lab.limit(sequences),
            labels: Array.from(lab.limit(labels)),
          }));
          await run.compare(
            'test',
            textBaselines(
              {
                symbols: words([...train.sequences, ...test.sequences]),
                train: train.labels,
                test: test.labels,
                classes: 2,
              },
              WORD_NGRAMS,
            ),
          );
        }
      },
    );
  },
});
