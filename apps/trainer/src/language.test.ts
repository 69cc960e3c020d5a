import deaths from './experiments/deaths';
import imdb from './experiments/imdb';
import nsmc from './experiments/nsmc';
import sine from './experiments/sine';
import text from './experiments/text';
import { COMMON_FLAGS } from './flags/settings';
import { languageOf } from './language';

test.each([
  [{ LANG: 'ko_KR.UTF-8' }, 'ko'],
  [{ LANG: 'ko' }, 'ko'],
  [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'ko_KR' }, 'ko'],
  [{ LANG: 'ko_KR.UTF-8', LC_ALL: 'C' }, 'en'],
  [{ LANG: 'kok_IN' }, 'en'],
])('%j: %s', (variables, language) => {
  expect(languageOf(variables as unknown as NodeJS.ProcessEnv)).toBe(language);
});

test.each(Object.entries({ deaths, imdb, nsmc, sine, text }))(
  'the parameters of %s are described in Korean',
  (_, { parameters }) => {
    for (const [name, { description }] of Object.entries({ ...parameters, ...COMMON_FLAGS })) {
      expect([name, description]).toEqual([
        name,
        { en: expect.any(String), ko: expect.stringMatching(/[가-힣]/) },
      ]);
    }
  },
);
