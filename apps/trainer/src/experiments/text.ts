import { ENCODINGS, loadLabeledTexts, stratifiedSplit } from '@rnn-lab/data';
import { choice, defineExperiment, integer, path, real, required, text } from '@rnn-lab/lab';
import { textClassifier } from '@rnn-lab/models';
import { characters, textData, TextPipeline } from '@rnn-lab/text';
import { BASELINES, CHARACTER_NGRAMS, textBaselines } from '../baselines';
import {
  balancedWeights,
  classTargets,
  describeCoverage,
  describeFile,
  LANGUAGES,
  pipelineOptions,
  textsOf,
} from '../labeled-texts';
import { OPTIMIZER, optimizerOf } from '../optimizer';
import { RECURRENT } from '../recurrent';
import { withLineOf } from '../reviews';

export default defineExperiment({
  title: {
    en: 'Your own texts: tokens → Embedding → recurrent layers',
    ko: '내 텍스트 분류: 토큰 → Embedding → 순환 층',
  },

  kind: 'text',

  parameters: {
    train: required(
      path({
        en: 'CSV, TSV or JSONL file of labeled texts',
        ko: '레이블이 있는 텍스트의 CSV, TSV, JSONL 파일',
      }),
    ),
    test: path({
      en: 'file of the test texts (default: a part of the training file)',
      ko: '테스트 텍스트 파일(기본값: 학습 파일의 일부)',
    }),
    textColumn: text({
      en: 'column of the texts (default: found by its name)',
      ko: '텍스트 열(기본값: 이름으로 찾음)',
    }),
    labelColumn: text({
      en: 'column of the labels (default: found by its name)',
      ko: '레이블 열(기본값: 이름으로 찾음)',
    }),
    encoding: choice(ENCODINGS, null, {
      en: 'encoding of the files (default: by byte order mark, else UTF-8)',
      ko: '파일의 인코딩(기본값: 바이트 순서 표시에 따라, 없으면 UTF-8)',
    }),
    language: choice(LANGUAGES, 'ko', {
      en: 'tokens: Korean morphemes, English words, words between spaces, or characters',
      ko: '토큰: 한국어 형태소, 영어 단어, 띄어쓰기 단위, 글자',
    }),
    stopwords: path({
      en: 'file of Korean words to drop, one per line (default: none)',
      ko: '버릴 한국어 불용어를 한 줄에 하나씩 적은 파일(기본값: 없음)',
    }),
    numWords: integer(
      20_000,
      { en: 'size of the vocabulary, including padding', ko: '어휘 크기(패딩 포함)' },
      { min: 2 },
    ),
    maxLength: integer(
      50,
      {
        en: 'tokens per text; a longer text keeps its last ones',
        ko: '텍스트마다 토큰 수, 더 긴 텍스트는 뒷부분만 남김',
      },
      { min: 1 },
    ),
    embeddingDimension: integer(100, { en: 'size of a token vector', ko: '토큰 벡터의 크기' }),
    ...RECURRENT,
    classWeights: choice(['balanced'], null, {
      en: 'weigh rare classes more in the loss (default: all alike)',
      ko: '드문 클래스에 손실 가중치를 더 줌(기본값: 모두 같음)',
    }),
    ...OPTIMIZER,
    epochs: integer(10, {
      en: 'most passes over the training texts',
      ko: '학습 텍스트 전체를 반복하는 최대 횟수',
    }),
    earlyStopping: integer(2, {
      en: 'stop after this many epochs without a lower validation loss',
      ko: '검증 손실이 이만큼의 에포크 동안 줄지 않으면 멈춤',
    }),
    batchSize: integer(32, { en: 'texts per optimizer step', ko: '스텝마다 쓰는 텍스트 수' }),
    validationSplit: real(
      0.1,
      {
        en: 'fraction of the training texts kept for validation, by class',
        ko: '학습 텍스트에서 클래스별로 검증용으로 남기는 비율',
      },
      {
        above: 0,
        below: 1,
      },
    ),
    testSplit: real(
      0.2,
      {
        en: 'fraction of the texts kept for the test if there is no test file, by class',
        ko: '테스트 파일이 없을 때 클래스별로 테스트용으로 남기는 비율',
      },
      {
        above: 0,
        below: 1,
      },
    ),
    ...BASELINES,
  },

  primaryMetric: { split: 'test', metric: 'accuracy' },

  referenceResults: {},

  all: false,

  async run(params, lab) {
    const { numWords, maxLength } = params;
    const tokens = await pipelineOptions(params);
    const columns = {
      textColumn: params.textColumn ?? undefined,
      labelColumn: params.labelColumn ?? undefined,
      encoding: params.encoding ?? undefined,
    };

    const given = await lab.load(() => loadLabeledTexts(params.train, columns));
    const { classes } = given;
    const testFile = params.test && (await loadLabeledTexts(params.test, { ...columns, classes }));
    for (const file of testFile ? [given, testFile] : [given]) lab.notice(describeFile(file));

    const random = lab.random('split');
    const split = testFile
      ? { train: given.texts, held: testFile.texts }
      : stratifiedSplit(given.texts, params.testSplit, random);
    const test = lab.limit(split.held);
    const { train, held: validation } = stratifiedSplit(
      lab.limit(split.train),
      params.validationSplit,
      random,
    );

    const { pipeline, encoded: xTrain } = await lab
      .tokenize((corpus) => TextPipeline.fitEncode(textsOf(train), tokens, corpus))
      .catch(withLineOf(train));
    const encode = (texts: typeof train) =>
      lab.tokenize((corpus) => pipeline.encode(textsOf(texts), corpus)).catch(withLineOf(texts));
    const xValidation = await encode(validation);
    const xTest = await encode(test);
    lab.notice(describeCoverage('training', xTrain.coverage, maxLength));
    lab.notice(describeCoverage('test', xTest.coverage, maxLength));

    const model = textClassifier({
      vocabularySize: numWords,
      embeddingDimension: params.embeddingDimension,
      recurrent: params.model,
      layers: params.layers,
      units: params.hiddenUnits,
      dropout: params.dropout,
      classes: classes.length,
      maxLength,
      random: lab.random('weights'),
    });

    await lab.train(
      {
        model,
        classes,
        loss: 'sparseCategoricalCrossentropy',
        metrics: ['accuracy', 'f1Score'],
        optimizer: optimizerOf(params, train.length),
        dataset: {
          name: 'text',
          rows: { train: train.length, validation: validation.length, test: test.length },
          files: testFile ? [given.file, testFile.file] : [given.file],
        },
      },
      async (run) => {
        const { preprocessing, vocabulary } = pipeline.toJSON();
        run.writePreprocessing(preprocessing, vocabulary);
        run.writeData(
          textData({
            train: { texts: xTrain, labels: classTargets(train).data },
            validation: { texts: xValidation, labels: classTargets(validation).data },
            test: { texts: xTest, labels: classTargets(test).data },
          }),
        );
        await run.fit(xTrain, classTargets(train), {
          epochs: params.epochs,
          batchSize: params.batchSize,
          validationData: [xValidation, classTargets(validation)],
          earlyStopping: params.earlyStopping,
          classWeight: params.classWeights ? balancedWeights(train, classes.length) : undefined,
        });
        await run.evaluate('test', xTest, classTargets(test));
        await run.writePredictions('test', xTest, (index) => ({
          text: test[index].text,
          tokens: pipeline.tokensOf(xTest, index),
          label: test[index].label,
        }));
        if (params.baselines) {
          await run.compare(
            'test',
            textBaselines(
              {
                symbols: characters(textsOf([...train, ...test])),
                train: train.map(({ label }) => label),
                test: test.map(({ label }) => label),
                classes: classes.length,
                f1Score: true,
              },
              CHARACTER_NGRAMS,
            ),
          );
        }
      },
    );
  },
});
