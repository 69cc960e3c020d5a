type Noise = boolean | null;

const en = {
  interval: (half: string) => `± ${half}`,
  intervalAbout: (rows: string) => `95% by ${rows} rows`,
  /** Clauses, joined to one sentence. */
  verdict: (clauses: readonly string[]) => `It ${clauses.join(', and ')}.`,
  beatsBaselines: (best: string, by: string, noise: Noise, _isLast: boolean) =>
    `beats every simple baseline, the best of them (${best}) by ${by}${noiseOf(noise)}`,
  losesToBaselines: (names: readonly string[], by: string, noise: Noise, _isLast: boolean) =>
    `loses to ${names.join(' and ')}${names.length > 1 ? ', to the best of them' : ''} by ${by}${noiseOf(noise)}`,
  equalsBaseline: (best: string, _isLast: boolean) => `equals the best simple baseline (${best})`,
  betterThanPin: (pin: string, by: string, noise: Noise) =>
    `is better than the pinned ${pin} by ${by}${noiseOf(noise)}`,
  worseThanPin: (pin: string, by: string, noise: Noise) =>
    `is worse than the pinned ${pin} by ${by}${noiseOf(noise)}`,
  equalsPin: (pin: string) => `equals the pinned ${pin}`,
  differsFromPin: (pin: string, by: string) => `differs from the pinned ${pin} by ${by}`,
  doesNotCompare: (pin: string) =>
    `doesn’t compare with the pinned ${pin}, which has other data, another test set or other metrics`,
  isPinned: 'It is the pinned baseline of its experiment.',
};

function noiseOf(isMore: Noise): string {
  return isMore === null ? '' : isMore ? ', more than noise' : ', within noise';
}

const ko: typeof en = {
  interval: (half) => `± ${half}`,
  intervalAbout: (rows) => `${rows}행에 따른 95% 구간`,
  verdict: (clauses) => `${clauses.join(', ')}.`,
  beatsBaselines: (best, by, noise, isLast) =>
    `모든 단순한 기준 예측보다, 그 가운데 가장 좋은 예측(${best})보다 ${by}만큼 ${isLast ? '낫습니다' : '낫고'}${koreanNoise(noise)}`,
  losesToBaselines: (names, by, noise, isLast) =>
    `${names.join(', ')} 예측보다${names.length > 1 ? ', 그 가운데 가장 좋은 예측보다' : ''} ${by}만큼 ${isLast ? '못합니다' : '못하고'}${koreanNoise(noise)}`,
  equalsBaseline: (best, isLast) => `가장 좋은 단순한 기준 예측(${best})과 ${isLast ? '같습니다' : '같고'}`,
  betterThanPin: (pin, by, noise) => `기준 실행 ${pin}보다 ${by}만큼 낫습니다${koreanNoise(noise)}`,
  worseThanPin: (pin, by, noise) => `기준 실행 ${pin}보다 ${by}만큼 못합니다${koreanNoise(noise)}`,
  equalsPin: (pin) => `기준 실행 ${pin}과 같습니다`,
  differsFromPin: (pin, by) => `기준 실행 ${pin}과 ${by}만큼 다릅니다`,
  doesNotCompare: (pin) => `기준 실행 ${pin}과는 데이터나 테스트 세트, 지표가 달라 비교할 수 없습니다`,
  isPinned: '이 실험의 기준 실행입니다.',
};

function koreanNoise(isMore: Noise): string {
  return isMore === null ? '' : isMore ? '(잡음보다 큼)' : '(잡음 범위 안)';
}

export const runHeadlineMessages = { en, ko };
