const en = {
  runs: 'Runs',
  run: 'Run',
  experiment: 'Experiment',
  status: 'Status',
  started: 'Started',
  testAccuracy: 'Test accuracy',
  testLoss: 'Test loss',
  notebook: 'notebook',
  running: 'running',
  finished: 'finished',
  failed: 'failed',
  interrupted: 'interrupted',
  stopped: 'stopped',
  broken: 'broken',
  noRuns: 'No runs yet. Train the first one:',
  readFrom: 'Runs are read from',
};

const ko: typeof en = {
  runs: '실행 목록',
  run: '실행',
  experiment: '실험',
  status: '상태',
  started: '시작',
  testAccuracy: '테스트 정확도',
  testLoss: '테스트 손실',
  notebook: '노트북',
  running: '실행 중',
  finished: '완료',
  failed: '실패',
  interrupted: '중단됨',
  stopped: '멈춤',
  broken: '손상됨',
  noRuns: '아직 실행이 없습니다. 첫 모델을 학습해 보세요:',
  readFrom: '실행을 읽는 폴더:',
};

export const messages = { en, ko };
export type Language = keyof typeof messages;
export type Messages = typeof en;
