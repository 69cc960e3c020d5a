const en = {
  title: 'Trash',
  about: 'Deleted runs stay in the folder .trash until you empty it.',
  nothing: 'The trash is empty.',
  run: 'Run',
  experiment: 'Experiment',
  started: 'Started',
  action: 'Action',
  restore: 'Restore',
  restoreRun: (id: string) => `Restore ${id}`,
  restored: (id: string) => `${id} restored.`,
  empty: 'Empty the trash',
  emptyTitle: 'Empty the trash?',
  emptyText: (count: number) =>
    `${count} ${count === 1 ? 'run' : 'runs'} with models and predictions will be deleted permanently.`,
  emptyConfirm: 'Delete permanently',
  emptied: 'Trash emptied.',
};

const ko: typeof en = {
  title: '휴지통',
  about: '삭제한 실행은 휴지통을 비울 때까지 .trash 폴더에 남아 있습니다.',
  nothing: '휴지통이 비어 있습니다.',
  run: '실행',
  experiment: '실험',
  started: '시작',
  action: '작업',
  restore: '복원',
  restoreRun: (id) => `${id} 복원`,
  restored: (id) => `${id} 실행을 복원했습니다.`,
  empty: '휴지통 비우기',
  emptyTitle: '휴지통 비우기',
  emptyText: (count) => `실행 ${count}개가 모델, 예측 결과와 함께 완전히 삭제됩니다.`,
  emptyConfirm: '완전히 삭제',
  emptied: '휴지통을 비웠습니다.',
};

export const trashMessages = { en, ko };
