const en = {
  split: 'Split',
  previous: 'Previous',
  next: 'Next',
  page: (page: string, pages: string) => `Page ${page} of ${pages}`,
  tokens: 'Tokens',
  unknown: 'unknown',
  unknownHelp: 'A word that is not in the vocabulary',
  more: 'Show all',
  less: 'Show less',
  tryIt: 'Try in the playground',
};

const ko: typeof en = {
  split: '분할',
  previous: '이전',
  next: '다음',
  page: (page, pages) => `${pages}쪽 중 ${page}쪽`,
  tokens: '토큰',
  unknown: '미등록어',
  unknownHelp: '어휘에 없는 단어입니다',
  more: '모두 보기',
  less: '접기',
  tryIt: '모델 시험해 보기',
};

export const runTextsMessages = { en, ko };
