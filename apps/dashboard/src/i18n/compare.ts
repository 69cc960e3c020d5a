/** How many runs a tab's title names. */
const NAMED = 2;

/** The runs first: tabs cut their titles. */
function tabTitle(ids: readonly string[], page: string): string {
  if (ids.length === 0) return page;
  const others = ids.length > NAMED ? ` +${ids.length - NAMED}` : '';
  return `${ids.slice(0, NAMED).join(', ')}${others} · ${page}`;
}

const en = {
  title: 'Compare runs',
  tabTitle: (ids: readonly string[]) => tabTitle(ids, 'Compare'),
  nothing: 'No runs are chosen yet. Select up to 20 in the list of runs, then press “Compare”.',
  toRuns: 'Go to the runs',
  remove: (id: string) => `Remove ${id} from the comparison`,
  missing: (ids: string) => `These runs no longer exist: ${ids}.`,
  broken: (id: string, problem: string) => `${id}: ${problem}`,
  tooMany: (most: number, left: string) => `At most ${most} runs can be compared; left out: ${left}.`,
  compared: 'Compared runs',
  curves: 'Curves',
  parameters: 'Hyperparameters that differ',
  sameParameters: 'These runs have the same hyperparameters.',
  metrics: 'Metrics',
  run: 'Run',
  value: 'Value',
  result: 'result',
  best: 'best',
  last: 'last',
  notebook: 'notebook',
  bestOfAll: 'the best of these runs',
  seedSets: 'Seed sets',
  seedSetsAbout:
    'Runs that differ in the seed alone, one per seed: mean ± one standard deviation (n − 1). The number of test rows implies an interval of its own for an accuracy.',
  seedSet: 'Seed set',
  seeds: 'Seeds',
  ofSeeds: (count: number) => `of ${count}`,
  byRows: (half: string, rows: string) => `± ${half} by ${rows} rows (95%)`,
  differences: (name: string) => `Differences from ${name}`,
  moreThanNoise: 'more than the noise of the seeds',
  withinNoise: 'within the noise of the seeds',
  fewSeeds: (metric: string) => `${metric}: each set needs two seeds to tell a difference from noise.`,
  meanCurves: 'Mean of each seed set',
  meanCurvesAbout: 'The band is ± one standard deviation over the seeds.',
  meanOf: (name: string, count: number) => `${name} (${count} seeds)`,
  parallel: 'Parallel coordinates',
  parallelAbout:
    'Each line is a run: the hyperparameters that differ on the left, its metrics on the right. The tables above show the same values.',
  parallelNeeds: 'There are no differences to draw.',
  highlight: 'Highlight',
  fields: {
    experiment: 'Experiment',
    model: 'Model',
    seed: 'Seed',
    engine: 'Engine',
    workers: 'Workers',
    commit: 'Git commit',
    data: 'Data',
  },
};

const ko: typeof en = {
  title: '실행 비교',
  tabTitle: (ids) => tabTitle(ids, '비교'),
  nothing: '아직 고른 실행이 없습니다. 실행 목록에서 20개까지 선택한 뒤 “비교”를 누르십시오.',
  toRuns: '실행 목록으로 가기',
  remove: (id) => `비교에서 ${id} 빼기`,
  missing: (ids) => `이 이름의 실행이 더는 없습니다: ${ids}.`,
  broken: (id, problem) => `${id}: ${problem}`,
  tooMany: (most, left) => `한 번에 ${most}개까지만 비교합니다. 빠진 실행: ${left}.`,
  compared: '비교하는 실행',
  curves: '학습 곡선',
  parameters: '서로 다른 하이퍼파라미터',
  sameParameters: '이 실행들은 하이퍼파라미터가 모두 같습니다.',
  metrics: '지표',
  run: '실행',
  value: '값',
  result: '결과',
  best: '최적',
  last: '마지막',
  notebook: '노트북',
  bestOfAll: '이 실행들 가운데 최적',
  seedSets: '시드 묶음',
  seedSetsAbout:
    '시드만 다른 실행을 시드마다 하나씩 모았습니다. 평균 ± 표준편차(n − 1)이며, 정확도에는 테스트 행 수에서 오는 구간도 따로 있습니다.',
  seedSet: '시드 묶음',
  seeds: '시드 수',
  ofSeeds: (count) => `시드 ${count}개`,
  byRows: (half, rows) => `행 ${rows}개로는 ± ${half}(95%)`,
  differences: (name) => `${name}와(과)의 차이`,
  moreThanNoise: '시드에 따른 잡음보다 큽니다',
  withinNoise: '시드에 따른 잡음 범위 안입니다',
  fewSeeds: (metric) => `${metric}: 차이를 잡음과 구별하려면 묶음마다 시드가 2개 있어야 합니다.`,
  meanCurves: '시드 묶음별 평균',
  meanCurvesAbout: '띠는 시드에 따른 ± 표준편차입니다.',
  meanOf: (name, count) => `${name} (시드 ${count}개)`,
  parallel: '평행 좌표',
  parallelAbout:
    '선 하나가 실행 하나입니다. 왼쪽은 서로 다른 하이퍼파라미터, 오른쪽은 그 결과입니다. 같은 값이 위의 표에 있습니다.',
  parallelNeeds: '그릴 만큼 서로 다른 값이 없습니다.',
  highlight: '강조',
  fields: {
    experiment: '실험',
    model: '모델',
    seed: '시드',
    engine: '엔진',
    workers: '작업자 수',
    commit: 'Git 커밋',
    data: '데이터',
  },
};

export const compareMessages = { en, ko };
