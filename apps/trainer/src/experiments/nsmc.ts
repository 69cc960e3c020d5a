import { dropEmpty, loadNsmc, validationSplit } from '@rnn-lab/data';
import { choice, defineExperiment, formerly, integer, path, real } from '@rnn-lab/lab';
import { nsmcLstm } from '@rnn-lab/models';
import { TextPipeline } from '@rnn-lab/text';
import { ANALYZER_NAMES, DEFAULT_STOPWORDS, readStopwords, TOKEN_FORMS } from '@rnn-lab/text-ko';
import { OPTIMIZER, optimizerOf } from '../optimizer';
import { documents, labels, withLineOf } from '../reviews';

export default defineExperiment({
  title: {
    en: 'Sentiment of Naver movie reviews: morphemes → Embedding → LSTM',
    ko: '네이버 영화 리뷰 감성 분석: 형태소 → Embedding → LSTM',
  },

  kind: 'text',

  parameters: {
    analyzer: choice(ANALYZER_NAMES, 'mecab-ko', 'analyzer that splits the reviews into morphemes'),
    tokenForm: formerly(
      { name: 'units', values: { surface: 'surface', stem: 'lemma' } },
      choice(TOKEN_FORMS, 'surface', 'tokens: morphemes as in the text, or lemmas'),
    ),
    stopwords: path('file of words to drop, one per line (default: those of the notebook)'),
    numWords: integer(35_000, 'size of the vocabulary, including padding', { min: 2 }),
    maxLength: integer(30, 'tokens per review; a longer review keeps its last ones', { min: 1 }),
    embeddingDimension: integer(100, 'size of a word vector'),
    lstmUnits: integer(128, 'units of the LSTM'),
    ...OPTIMIZER,
    epochs: integer(2, 'passes over the training reviews'),
    earlyStopping: integer(
      null,
      'stop after this many epochs without a lower validation loss, and keep the best weights (default: never)',
    ),
    batchSize: integer(60, 'reviews per optimizer step'),
    validationSplit: real(0.2, 'fraction of the training reviews, from the end, kept for validation', {
      above: 0,
      below: 1,
    }),
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

    await lab.train(
      {
        model,
        loss: 'binaryCrossentropy',
        metrics: ['accuracy'],
        optimizer: optimizerOf(params),
        dataset: {
          name: 'nsmc',
          rows: { ...validationSplit(train.length, params.validationSplit), test: test.length },
          files: nsmc.files,
        },
      },
      async (run) => {
        const { preprocessing, vocabulary } = pipeline.toJSON();
        run.writePreprocessing(preprocessing, vocabulary);
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
      },
    );
  },
});
