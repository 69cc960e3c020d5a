import { SPLIT_LABELS } from '@rnn-lab/runs/labels';

const en = {
  runs: 'Runs',
  compare: 'Compare',
  trash: 'Trash',
  navigation: 'Pages',
  skipToContent: 'Skip to content',
  contents: 'On this page',
  switchLanguage: 'Language',
  switchTheme: 'Theme',
  output: 'Output',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  keyboardHelp: 'Keyboard shortcuts',
  /** Title of the shortcuts that work on every page. */
  showHelp: 'Show this help',
  close: 'Close',
  cancel: 'Cancel',
  undo: 'Undo',
  undone: 'Undone.',
  notifications: 'Notifications',
  copy: 'Copy',
  copied: 'Copied',
  noPage: {
    title: 'Page not found',
    hint: 'The address may be wrong, or the page no longer exists.',
    toRuns: 'See all runs',
  },
  unreachable: 'The server can’t be reached; is it still running?',
  status: {
    running: 'running',
    finished: 'finished',
    failed: 'failed',
    interrupted: 'interrupted',
    pruned: 'pruned',
    duplicate: 'duplicate',
    stopped: 'stopped',
    broken: 'broken',
  },
  /** What a running run does. */
  phase: {
    loading: 'loading',
    tokenizing: 'tokenizing',
    training: 'training',
    evaluating: 'evaluating',
  },
  left: (time: string) => `${time} left`,
  /** While the server doesn't respond. */
  wasRunning: 'was running',
  splits: splitsIn('en'),
  moreMetrics: (next: number, left: number) =>
    next < left
      ? `Show ${next} of ${left} more metrics`
      : `Show ${left} more ${left === 1 ? 'metric' : 'metrics'}`,
  /** Unit symbols of a duration. */
  units: { day: 'd', hour: 'h', minute: 'm', second: 's' },
  notebook: 'notebook',
  exportRuns: 'Export',
  exportRunsHint: 'Save these runs with all their metrics as a table (CSV)',
};

const ko: typeof en = {
  runs: '실행 목록',
  compare: '비교',
  trash: '휴지통',
  navigation: '페이지',
  skipToContent: '본문으로 건너뛰기',
  contents: '이 페이지의 내용',
  switchLanguage: '언어',
  switchTheme: '테마',
  output: '출력',
  themes: { system: '시스템 설정', light: '밝게', dark: '어둡게' },
  keyboardHelp: '단축키',
  showHelp: '이 도움말 보기',
  close: '닫기',
  cancel: '취소',
  undo: '되돌리기',
  undone: '되돌렸습니다.',
  notifications: '알림',
  copy: '복사',
  copied: '복사했습니다',
  noPage: {
    title: '그런 페이지가 없습니다',
    hint: '주소가 잘못되었거나 페이지가 없어졌습니다.',
    toRuns: '모든 실행 보기',
  },
  unreachable: '서버에 연결할 수 없습니다. 서버가 실행 중인지 확인해 주십시오.',
  status: {
    running: '실행 중',
    finished: '완료',
    failed: '실패',
    interrupted: '중단됨',
    pruned: '가지치기됨',
    duplicate: '중복',
    stopped: '응답 없음',
    broken: '손상됨',
  },
  phase: {
    loading: '불러오는 중',
    tokenizing: '토큰화 중',
    training: '학습 중',
    evaluating: '평가 중',
  },
  left: (time) => `${time} 남음`,
  wasRunning: '실행 중이었음',
  splits: splitsIn('ko'),
  moreMetrics: (next, left) =>
    next < left ? `나머지 지표 ${left}개 중 ${next}개 더 보기` : `지표 ${left}개 더 보기`,
  units: { day: '일', hour: '시간', minute: '분', second: '초' },
  notebook: '노트북',
  exportRuns: '내보내기',
  exportRunsHint: '이 실행들을 모든 수치와 함께 표로 저장(CSV)',
};

function splitsIn(language: 'en' | 'ko') {
  const { train, validation, test, holdout } = SPLIT_LABELS;
  return {
    train: train[language],
    validation: validation[language],
    test: test[language],
    holdout: holdout[language],
  };
}

export const commonMessages = { en, ko };
