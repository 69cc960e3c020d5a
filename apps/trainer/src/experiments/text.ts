import { ENCODINGS, loadLabeledTexts, stratifiedSplit } from '@rnn-lab/data';
import { choice, defineExperiment, integer, path, real, required, text } from '@rnn-lab/lab';
import { textClassifier } from '@rnn-lab/models';
import { TextPipeline } from '@rnn-lab/text';
import {
  balancedWeights,
  classTargets,
  describeFile,
  LANGUAGES,
  majorityBaseline,
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
    train: required(path('CSV, TSV or JSONL file of labeled texts')),
    test: path('file of the test texts (default: a part of the training file)'),
    textColumn: text('column of the texts (default: found by its name)'),
    labelColumn: text('column of the labels (default: found by its name)'),
    encoding: choice(ENCODINGS, null, 'encoding of the files (default: by byte order mark, else UTF-8)'),
    language: choice(
      LANGUAGES,
      'ko',
      'tokens: Korean morphemes, English words, words between spaces, or characters',
    ),
    stopwords: path('file of Korean words to drop, one per line (default: none)'),
    numWords: integer(20_000, 'size of the vocabulary, including padding', { min: 2 }),
    maxLength: integer(50, 'tokens per text; a longer text keeps its last ones', { min: 1 }),
    embeddingDimension: integer(100, 'size of a token vector'),
    ...RECURRENT,
    classWeights: choice(['balanced'], null, 'weigh rare classes more in the loss (default: all alike)'),
    ...OPTIMIZER,
    epochs: integer(10, 'most passes over the training texts'),
    earlyStopping: integer(2, 'stop after this many epochs without a lower validation loss'),
    batchSize: integer(32, 'texts per optimizer step'),
    validationSplit: real(0.1, 'fraction of the training texts kept for validation, by class', {
      above: 0,
      below: 1,
    }),
    testSplit: real(0.2, 'fraction of the texts kept for the test if there is no test file, by class', {
      above: 0,
      below: 1,
    }),
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
    for (const [name, { coverage }] of [
      ['training', xTrain],
      ['test', xTest],
    ] as const) {
      const share = (count: number) => `${((100 * count) / Math.max(1, coverage.tokens)).toFixed(1)}%`;
      lab.notice(
        `Of the ${name} texts' tokens, ${share(coverage.unknown)} are not in the vocabulary, and ${share(coverage.cut)} are cut off at ${maxLength}`,
      );
    }

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
        optimizer: optimizerOf(params),
        dataset: {
          name: 'text',
          rows: { train: train.length, validation: validation.length, test: test.length },
          files: testFile ? [given.file, testFile.file] : [given.file],
        },
      },
      async (run) => {
        const { preprocessing, vocabulary } = pipeline.toJSON();
        run.writePreprocessing(preprocessing, vocabulary);
        await run.fit(xTrain, classTargets(train), {
          epochs: params.epochs,
          batchSize: params.batchSize,
          validationData: [xValidation, classTargets(validation)],
          earlyStopping: params.earlyStopping,
          classWeight: params.classWeights ? balancedWeights(train, classes.length) : undefined,
        });
        await run.evaluate('test', xTest, classTargets(test));
        run.baseline('majority', 'test', majorityBaseline(train, test, classes.length));
        await run.writePredictions('test', xTest, (index) => ({
          text: test[index].text,
          tokens: pipeline.tokensOf(xTest, index),
          label: test[index].label,
        }));
      },
    );
  },
});
