import { readJson, readLines, Sandbox } from './rnn-lab';
import type { RunFile, SentimentPrediction } from '@rnn-lab/runs';

/** Folder of the full data sets. */
const DATA = process.env.RNN_LAB_DATA;
if (!DATA) console.warn('Skipped: the test on the IMDB reviews, because RNN_LAB_DATA is not set.');

(DATA ? test : test.skip)(
  'imdb trains on the first reviews after the shuffle, and predict reads English by its vocabulary',
  async () => {
    const sandbox = new Sandbox();
    try {
      const small =
        '--num-words 88588 --embedding-dimension 8 --lstm-units 8 --epochs 1 --workers 1 --limit 200';
      const args = ['imdb', ...small.split(' '), '--data-dir', DATA as string];
      const outcome = await sandbox.run(args);
      expect(outcome).toMatchObject({ code: 0, stderr: '' });
      const [folder] = sandbox.runFolders();
      const run = readJson<RunFile>(folder, 'run.json');
      expect(run).toMatchObject({
        status: 'finished',
        dataset: { name: 'imdb', rows: { train: 200, validation: 200, test: 200 } },
        reference: { test: { loss: 0.4002, accuracy: 0.8204 }, secondsPerEpoch: 109 },
      });
      expect(run.results.test).toEqual(run.results.validation);
      expect(Object.keys(run.baselines)).toEqual(['majority', 'linear model']);
      // Of 200 reviews, more than by chance.
      expect(run.baselines['linear model'].test?.accuracy).toBeGreaterThan(0.6);

      const predictions = readLines<SentimentPrediction>(folder, 'predictions/test.jsonl');
      expect(predictions).toHaveLength(200);
      expect(predictions.every(({ tokens }) => tokens.length <= 80)).toBe(true);

      // The vocabulary has every word, so the tokens of a review that was not cut make up its text.
      const known = predictions.filter(({ tokens }) => tokens[0] === '[START]');
      expect(known.length).toBeGreaterThan(0);
      const input = known.map(({ tokens }) => tokens.slice(1).join(' ')).join('\n');
      const { stdout } = await sandbox.run(['predict', run.id], { input });
      const answers = stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t').map(Number));
      expect(answers).toHaveLength(known.length);
      answers.forEach(([label, probability], i) => {
        expect(Math.abs(probability - known[i].probability)).toBeLessThan(1e-4);
        expect(label).toBe(known[i].probability > 0.5 ? 1 : 0);
      });
    } finally {
      sandbox.remove();
    }
  },
);
