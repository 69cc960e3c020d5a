const en = {
  pin: 'Pin',
  pinHint:
    'Pin as the baseline that the experiment’s other runs are compared with, for all who use this folder',
  pinSelectedHint:
    'Pin the selected run, or the selected runs of one seed set, as the baseline of their experiment',
  unpin: 'Unpin',
  unpinHint: 'Compare the experiment’s runs with no baseline of your own',
  pinned: (experiment: string) => `Pinned: other runs of ${experiment} are compared with this.`,
  unpinned: (experiment: string) =>
    `The runs of ${experiment} are compared with no pinned baseline any more.`,
  pinnedBadge: 'pinned',
  missing: (experiment: string, ids: string) =>
    `The pinned baseline of ${experiment} has been deleted, or can’t be read: ${ids}. Nothing is compared with it.`,
  partlyMissing: (experiment: string, ids: string, left: number) =>
    `Of the pinned baseline of ${experiment}, these runs have been deleted, or can’t be read: ${ids}. The others are compared with the ${left} that ${left === 1 ? 'is' : 'are'} left.`,
  unreadable: 'The pinned baselines can’t be read:',
  better: 'better',
  worse: 'worse',
  noise: 'noise',
  /** A difference in a table, in full. */
  difference: (difference: string, baseline: string) => `${difference} from the pinned baseline ${baseline}`,
  interval: (half: string) => `± ${half} (95%)`,
  seedsOf: (id: string, count: number) => `${id} and ${count - 1} more of its seed set`,
};

const ko: typeof en = {
  pin: '기준으로 고정',
  pinHint: '이 폴더를 쓰는 모든 사람에게, 실험의 다른 실행과 비교할 기준 실행으로 고정합니다',
  pinSelectedHint: '선택한 실행 하나나 한 시드 묶음의 실행들을 그 실험의 기준 실행으로 고정합니다',
  unpin: '고정 해제',
  unpinHint: '이 실험의 실행을 기준 실행과 비교하지 않습니다',
  pinned: (experiment) => `기준으로 고정했습니다. ${experiment} 실험의 다른 실행을 여기에 비교합니다.`,
  unpinned: (experiment) => `${experiment} 실험의 기준 실행을 고정 해제했습니다.`,
  pinnedBadge: '기준',
  missing: (experiment, ids) =>
    `${experiment} 실험의 기준 실행이 삭제되었거나 읽을 수 없습니다: ${ids}. 기준과 비교하지 않습니다.`,
  partlyMissing: (experiment, ids, left) =>
    `${experiment} 실험의 기준 실행 가운데 삭제되었거나 읽을 수 없는 것이 있습니다: ${ids}. 남은 ${left}개와 비교합니다.`,
  unreadable: '기준 실행을 읽을 수 없습니다:',
  better: '나음',
  worse: '못함',
  noise: '잡음',
  difference: (difference, baseline) => `기준 실행 ${baseline}과의 차이 ${difference}`,
  interval: (half) => `± ${half}(95%)`,
  seedsOf: (id, count) => `${id} 외 같은 시드 묶음 ${count - 1}개`,
};

export const pinsMessages = { en, ko };
