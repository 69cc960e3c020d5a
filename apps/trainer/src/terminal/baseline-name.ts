import { say } from '../language';

/** The Korean names of the baselines; English has their names in run.json. */
const KOREAN: Record<string, string> = {
  'last value': '직전 값',
  'seasonal naive': '계절 나이브',
  'Holt-Winters': '홀트-윈터스',
  majority: '가장 많은 클래스',
  'linear model': '선형 모델',
  'always the mean': '늘 평균을 답함',
  'noise floor': '잡음 하한',
};

/** What the terminal calls a baseline of run.json: a baseline of one's own keeps its name. */
export function baselineName(name: string): string {
  return say({ en: name, ko: KOREAN[name] ?? name });
}
