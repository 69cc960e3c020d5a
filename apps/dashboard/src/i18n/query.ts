const en = {
  help: 'How to search',
  words:
    'Words are searched in a run’s name, title, hyperparameters, tags and notes, whatever the case; all of them must occur. Comparisons are names, signs and values:',
  examples: [
    [
      'epochs>2 and test.accuracy>0.85',
      'A hyperparameter, and a metric: its result, or its best value so far',
    ],
    ['nsmc (status=failed or status=stopped)', 'A word, and one or the other'],
    ['not (tag=old or experiment=sine)', 'Neither of them'],
    ['seed!=0 duration<60', 'All but a value; seconds'],
    ['tag~^v[0-9]+$', 'A regular expression, whatever the case'],
    ['"not good" model="my model"', 'Words as they are, and a value with spaces'],
  ] as [query: string, meaning: string][],
  signs: 'Signs: = != < <= > >= ~',
  names:
    'Other names: id, engine, notes; best.validation.loss, last.train.loss; param.seed for a hyperparameter named like one of these.',
  missing: '!= and not also match runs that have no such value.',
};

const ko: typeof en = {
  help: '검색 방법',
  words:
    '단어는 실행의 이름, 제목, 하이퍼파라미터, 태그, 메모에서 대소문자 구분 없이 찾고, 모두 있어야 합니다. 비교식은 이름, 기호, 값으로 씁니다:',
  examples: [
    ['epochs>2 and test.accuracy>0.85', '하이퍼파라미터와 지표(결과, 없으면 지금까지의 최적값)'],
    ['nsmc (status=failed or status=stopped)', '단어, 그리고 둘 중 하나'],
    ['not (tag=old or experiment=sine)', '둘 다 아님'],
    ['seed!=0 duration<60', '그 값이 아닌 것, 초 단위 소요 시간'],
    ['tag~^v[0-9]+$', '정규식(대소문자 구분 없음)'],
    ['"not good" model="my model"', '쓴 그대로의 단어들, 공백이 있는 값'],
  ],
  signs: '기호: = != < <= > >= ~',
  names:
    '그 밖의 이름: id, engine, notes, best.validation.loss, last.train.loss. 하이퍼파라미터 이름이 이들과 같으면 param.seed처럼 씁니다.',
  missing: '!=와 not은 그 값이 없는 실행도 찾습니다.',
};

export const queryMessages = { en, ko };
