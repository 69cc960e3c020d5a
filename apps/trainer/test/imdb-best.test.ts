import { readJson, readLines, Sandbox } from './rnn-lab';
import type { RunFile, SentimentPrediction } from '@rnn-lab/runs';

/** Folder of the full data sets. */
const DATA = process.env.RNN_LAB_DATA;
if (!DATA) console.warn('Skipped: the test of imdb-best, because RNN_LAB_DATA is not set.');

(DATA ? test : test.skip)(
  'imdb-best combines a network and a linear model of words, and predict reads English with both',
  async () => {
    const sandbox = new Sandbox();
    try {
      const flags =
        '--num-words 2000 --max-length 60 --embedding-dimension 8 --lstm-units 8 --epochs 1 --limit 300 --json';
      const args = ['imdb-best', ...flags.split(' '), '--data-dir', DATA as string];
      const { code, stdout } = await sandbox.run(args);
      expect(code).toBe(0);
      const [network, ensemble] = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as RunFile);
      expect([network, ensemble].map(({ model }) => model?.name)).toEqual(['words', 'ensemble']);
      expect(ensemble.dataset?.rows).toEqual({ train: 270, validation: 30, test: 300 });
      expect(network.results).not.toHaveProperty('test');
      expect(readJson(sandbox.runs, ensemble.id, 'model/members/linear/preprocessing.json')).toMatchObject({
        cleaning: 'word-ngrams',
      });
      // Of 270 reviews, more than by chance.
      expect(ensemble.baselines.linear.test?.accuracy).toBeGreaterThan(0.6);

      const lines = readLines<SentimentPrediction>(sandbox.runs, ensemble.id, 'predictions/test.jsonl');
      const input = lines.slice(0, 20).map(({ text }) => `${text}\n`);
      const answers = await sandbox.run(['predict', ensemble.id], { input: input.join('') });
      const probabilities = answers.stdout
        .trimEnd()
        .split('\n')
        .map((line) => Number(line.split('\t')[1]));
      expect(probabilities).toEqual(
        lines.slice(0, 20).map(({ probability }) => expect.closeTo(probability, 4)),
      );
    } finally {
      sandbox.remove();
    }
  },
);
