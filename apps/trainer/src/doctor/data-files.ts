import { dropEmpty, loadDeaths, loadNsmc, locateImdb } from '@rnn-lab/data';
import { grouped } from '../terminal/format';
import { cacheFolder, dataFolder } from '../folders';
import type { Check } from './check';

/** The data sets of the experiments. */
export const DATA_FILES: Check[] = [
  {
    name: 'lung deaths',
    purpose: 'trainer:deaths; ships with the project',
    needed: true,
    async probe() {
      const { rows } = await loadDeaths({ dataDir: dataFolder(null) });
      return `${rows.length} months`;
    },
  },
  {
    name: 'Naver reviews',
    purpose: 'trainer:nsmc; ships with the project',
    needed: true,
    async probe() {
      const { train, test } = await loadNsmc({ dataDir: dataFolder(null) });
      return `${[train, test].map((reviews) => grouped(dropEmpty(reviews).length)).join(' and ')} reviews`;
    },
  },
  {
    name: 'IMDB reviews',
    purpose: 'trainer:imdb, which downloads them if they are absent (RNN_LAB_DATA, RNN_LAB_MIRROR)',
    needed: false,
    probe: async () => (await locateImdb({ dataDir: dataFolder(null), cacheDir: cacheFolder() })).join(', '),
  },
];
