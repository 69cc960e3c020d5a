import { dropEmpty, loadDeaths, loadNsmc, locateImdb } from '@rnn-lab/data';
import { grouped } from '../terminal/format';
import { cacheFolder, dataFolder } from '../folders';
import { say } from '../language';
import type { Check } from './check';

/** The data sets of the experiments. */
export const DATA_FILES: Check[] = [
  {
    name: { en: 'lung deaths', ko: '사망자 수' },
    purpose: { en: 'trainer:deaths; ships with the project', ko: 'trainer:deaths, 프로젝트에 들어 있음' },
    needed: true,
    async probe() {
      const { times } = await loadDeaths({ dataDir: dataFolder(null) });
      return say({ en: `${times.length} months`, ko: `${times.length}개월` });
    },
  },
  {
    name: { en: 'Naver reviews', ko: '네이버 리뷰' },
    purpose: { en: 'trainer:nsmc; ships with the project', ko: 'trainer:nsmc, 프로젝트에 들어 있음' },
    needed: true,
    async probe() {
      const { train, test } = await loadNsmc({ dataDir: dataFolder(null) });
      const counts = [train, test].map((reviews) => grouped(dropEmpty(reviews).length));
      return say({ en: `${counts.join(' and ')} reviews`, ko: `리뷰 ${counts.join('개와 ')}개` });
    },
  },
  {
    name: { en: 'IMDB reviews', ko: 'IMDB 리뷰' },
    purpose: {
      en: 'trainer:imdb, which downloads them if they are absent (RNN_LAB_DATA, RNN_LAB_MIRROR)',
      ko: 'trainer:imdb, 없으면 내려받음(RNN_LAB_DATA, RNN_LAB_MIRROR)',
    },
    needed: false,
    probe: async () => (await locateImdb({ dataDir: dataFolder(null), cacheDir: cacheFolder() })).join(', '),
  },
];
