const en = {
  title: 'Best thresholds',
  best: 'Best for',
  use: 'Use',
  useFor: (score: string, threshold: string) => `Use ${threshold}, the best threshold for ${score}`,
  chosenOn: (source: string, shown: string) =>
    `Chosen on the predictions of the split “${source}”; the scores are those on “${shown}”.`,
  chosenHere: (shown: string) =>
    `Chosen on the predictions of the split “${shown}” themselves, because this run has no others to choose on: these scores are optimistic. Expect lower ones on new reviews.`,
};

const ko: typeof en = {
  title: '최적 임곗값',
  best: '기준',
  use: '적용',
  useFor: (score, threshold) => `${score} 기준 최적 임곗값 ${threshold} 적용`,
  chosenOn: (source, shown) => `“${source}” 분할의 예측에서 골랐고, 점수는 “${shown}” 분할에서 계산했습니다.`,
  chosenHere: (shown) =>
    `이 실행에는 따로 고를 예측이 없어 “${shown}” 분할의 예측 자체에서 골랐습니다. 그래서 점수가 낙관적이며, 새 리뷰에서는 더 낮을 것입니다.`,
};

export const runThresholdMessages = { en, ko };
