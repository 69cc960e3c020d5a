/** Messages for an error in the dashboard itself. */
const en = {
  panel: (name: string) => `“${name}” can’t be shown.`,
  page: 'This page can’t be shown.',
  reason: 'This is an error in the dashboard. Your runs are not affected.',
  tryAgain: 'Try again',
  reload: 'Reload the page',
  toRuns: 'See all runs',
  details: 'Details',
  inLog: (digest: string) => `The server’s log has details at “digest: ${digest}”.`,
};

const ko: typeof en = {
  panel: (name) => `"${name}" 영역을 표시할 수 없습니다.`,
  page: '이 페이지를 표시할 수 없습니다.',
  reason: '대시보드에서 오류가 났습니다. 실행 기록에는 영향이 없습니다.',
  tryAgain: '다시 시도',
  reload: '페이지 새로 고침',
  toRuns: '모든 실행 보기',
  details: '자세히',
  inLog: (digest) => `서버 로그의 "digest: ${digest}" 항목에 자세한 내용이 있습니다.`,
};

export const failureMessages = { en, ko };
