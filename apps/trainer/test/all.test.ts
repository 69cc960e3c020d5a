import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sandbox, writeNsmc } from './rnn-lab';
import type { RunFile } from '@rnn-lab/runs';

const sandbox = new Sandbox();
afterAll(() => sandbox.remove());

/** The cells of the last table in the output, row by row. */
function lastTable(page: string): string[][] {
  const table = page.slice(page.lastIndexOf('┌'), page.lastIndexOf('└'));
  return table
    .split('\n')
    .filter((line) => line.startsWith('│'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('│')
        .map((cell) => cell.trim()),
    );
}

test('all runs every experiment, although the data of one is missing, and ends with one table', async () => {
  writeNsmc(sandbox.data, { train: 100, test: 40 });
  const keras = { model: 'lstm', results: { train: { loss: 0.15 } }, seconds: 31 };
  mkdirSync(join(sandbox.cache, 'bench'), { recursive: true });
  writeFileSync(
    join(sandbox.cache, 'bench/keras.json'),
    JSON.stringify({ name: 'Keras 3', experiments: { deaths: [keras] } }),
  );

  const outcome = await sandbox.run(['all', '--limit', '60', '--json', '--tag', 'together'], {
    env: { RNN_LAB_MIRROR: 'http://127.0.0.1:9' },
  });

  const runs = outcome.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunFile);
  expect(runs.map(({ experiment, model, status }) => [experiment, model?.name, status])).toEqual([
    ['deaths', 'rnn', 'finished'],
    ['deaths', 'lstm', 'finished'],
    ['nsmc', 'nsmc_lstm', 'finished'],
    ['sine', 'rnn', 'finished'],
  ]);
  const [rnn, lstm, nsmc, sine] = runs;
  expect(nsmc.dataset?.rows).toEqual({ train: 48, validation: 12, test: 40 });

  expect(outcome.stderr).toMatch(
    /^rnn-lab: imdb: The IMDB reviews can't be downloaded \(.*\): get imdb\.npz and imdb_word_index\.json from https:.*, and put them into .*imdb\.$/m,
  );
  expect(outcome.stderr).toMatch(/\nrnn-lab: imdb failed \(1 of 4 experiments\); the reason is above\.\n$/);
  expect(outcome.code).toBe(1);

  const decimal = (value: number | undefined) => value?.toFixed(4);
  const [head, ...rows] = lastTable(outcome.stderr);
  expect(head).toEqual(
    'experiment,model,metric,ours,Keras here,notebook,time,Keras here,notebook'.split(','),
  );
  const time = expect.stringMatching(/^\d+(\.\d)?s$/);
  expect(rows).toEqual([
    ['deaths', 'rnn', 'train loss', decimal(rnn.results.train?.loss), '—', '—', time, '—', '—'],
    ['deaths', 'lstm', 'train loss', decimal(lstm.results.train?.loss), '0.1500', '—', time, '31s', '—'],
    ['imdb', '—', 'failed', '—', '—', '—', '—', '—', '—'],
    ['nsmc', 'nsmc_lstm', 'test accuracy', decimal(nsmc.results.test?.accuracy), '—', '—', time, '—', '—'],
    ['sine', 'rnn', 'test loss', decimal(sine.results.test?.loss), '—', '—', time, '—', '—'],
  ]);
  expect(outcome.stderr).toContain('Keras: Keras 3, measured on this machine by npx nx run bench:recipes.');
});
