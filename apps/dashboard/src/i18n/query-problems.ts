const at = (sentence: string) => (values: Record<string, string>) =>
  `검색식의 ${values.at}번째 글자: ${sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name])}`;

/** What is wrong with a query of the list of runs, in Korean, by error code. */
export const koreanQueryProblems: Record<string, (values: Record<string, string>) => string> = {
  'query-too-long': at('검색식이 {limit}자보다 깁니다. 줄여 주십시오.'),
  'query-unopened': at('이 괄호에 짝이 없습니다. 지우거나 따옴표로 묶어 주십시오.'),
  'query-unclosed': at('이 괄호가 닫히지 않았습니다. “)”를 추가해 주십시오.'),
  'query-unclosed-quote': at('이 따옴표가 닫히지 않았습니다. “"”를 추가해 주십시오.'),
  'query-no-condition': at('단어나 조건이 없습니다. 추가해 주십시오.'),
  'query-no-name': at(
    '“{operator}” 앞에 이름이 없습니다. 이름을 쓰거나, 기호가 든 텍스트를 따옴표로 묶어 주십시오.',
  ),
  'query-no-value': at('“{operator}” 뒤에 값이 없습니다. 값을 써 주십시오.'),
  'query-unknown-name': (values) =>
    at(
      values.suggestions
        ? '“{name}” 하이퍼파라미터나 지표가 있는 실행이 없습니다. 다음 이름을 찾으십니까? {suggestions}'
        : '“{name}” 하이퍼파라미터나 지표가 있는 실행이 없습니다. epochs 같은 하이퍼파라미터나 test.accuracy 같은 지표를 쓰거나, 텍스트라면 따옴표로 묶어 주십시오.',
    )(values),
  'query-no-number': at(
    '“{operator}” 기호는 숫자와 비교하는데 “{value}”은(는) 숫자가 아닙니다. 숫자를 쓰거나 =, !=, ~로 비교해 주십시오.',
  ),
  'query-no-order': at('{name}에는 순서가 없습니다. =, !=, ~로 비교해 주십시오.'),
  'query-unknown-status': at('“{value}” 상태가 없습니다. 다음 중 하나를 써 주십시오: {statuses}.'),
  'query-bad-pattern': at(
    '올바른 정규식이 아닙니다({reason}). 고쳐 주십시오. 글자 그대로 찾을 기호 앞에는 “\\”를 씁니다.',
  ),
  'query-slow-pattern': at('이 정규식은 너무 오래 걸립니다. 반복 안에 반복이 없도록 단순하게 고쳐 주십시오.'),
};
