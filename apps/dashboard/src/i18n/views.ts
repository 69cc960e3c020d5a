const en = {
  views: 'Views',
  title: 'Saved views',
  hint: 'Search, filters, order, groups and columns under a name, for all who use this folder',
  none: 'No view has been saved yet.',
  name: 'Name',
  save: 'Save this list',
  open: (name: string) => `Open the view ${name}`,
  overwrite: 'Overwrite',
  overwriteView: (name: string) => `Overwrite the view ${name} with this list`,
  delete: 'Delete',
  deleteView: (name: string) => `Delete the view ${name}`,
  exists: 'A view has this name; saving overwrites it.',
  saved: (name: string) => `The view “${name}” is saved.`,
  overwritten: (name: string) => `The view “${name}” is overwritten.`,
  deleted: (name: string) => `The view “${name}” is deleted.`,
};

const ko: typeof en = {
  views: '보기',
  title: '저장한 보기',
  hint: '이 폴더를 쓰는 모든 사람을 위해 검색, 필터, 정렬, 그룹, 열을 이름을 붙여 저장합니다',
  none: '저장한 보기가 아직 없습니다.',
  name: '이름',
  save: '지금 목록 저장',
  open: (name) => `${name} 보기 열기`,
  overwrite: '덮어쓰기',
  overwriteView: (name) => `${name} 보기를 지금 목록으로 덮어쓰기`,
  delete: '삭제',
  deleteView: (name) => `${name} 보기 삭제`,
  exists: '이름이 같은 보기가 있습니다. 저장하면 덮어씁니다.',
  saved: (name) => `“${name}” 보기를 저장했습니다.`,
  overwritten: (name) => `“${name}” 보기를 덮어썼습니다.`,
  deleted: (name) => `“${name}” 보기를 삭제했습니다.`,
};

export const viewsMessages = { en, ko };
