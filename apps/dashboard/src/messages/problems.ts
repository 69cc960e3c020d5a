import type { ErrorDetails } from '@rnn-lab/runs';
import type { Language } from './language';

const expectedKind = (expected: string) => (expected ? `(필요한 형식: ${expected})` : '');

/** By the code of an error; English is what the server says. */
const ko: Record<string, (values: Record<string, string>) => string> = {
  'missing-file': ({ file }) => `${file} 파일이 없습니다.`,
  'empty-file': ({ file }) => `${file} 파일이 비어 있습니다.`,
  'no-json': ({ file }) => `${file} 파일이 올바른 JSON이 아닙니다.`,
  'invalid-file': ({ file, path, expected }) =>
    `${file} 파일의 ${path ? `"${path}" 값이` : '내용이'} 올바르지 않습니다${expectedKind(expected)}.`,
  'no-route': ({ path }) => `API에 ${path} 주소가 없습니다. /api/v1/openapi.json에 목록이 있습니다.`,
  'no-run': ({ id }) => `"${id}" 실행이 없습니다.`,
  'still-running': ({ id }) => `${id} 실행이 아직 진행 중입니다. 삭제하려면 먼저 멈춰 주세요.`,
  'taken-in-trash': ({ id }) =>
    `${id} 실행을 옮길 수 없습니다. 휴지통에 같은 이름이 있으니 복원하거나 휴지통을 비워 주세요.`,
  'not-in-trash': ({ id }) => `휴지통에 ${id} 실행이 없습니다.`,
  'name-taken': ({ id }) =>
    `${id} 실행을 옮길 수 없습니다. 이름이 같은 다른 실행이 있으니 그 이름을 바꾸거나 삭제해 주세요.`,
  'no-model': ({ id }) => `${id} 실행에 저장된 모델이 없습니다.`,
  'no-model-file': ({ id, name }) => `${id} 실행의 저장된 모델에 "${name}" 파일이 없습니다.`,
  'no-predictions': ({ id, split }) => `${id} 실행에 "${split}" 분할의 예측이 없습니다.`,
  'no-classifier': ({ id }) => `${id} 실행은 시계열을 예측합니다. 이런 평가는 분류 모델에만 있습니다.`,
  'reads-no-text': () => '이 실행의 모델은 대시보드가 준비할 수 있는 텍스트를 읽지 않습니다.',
  'no-analyzer': ({ name }) => `${name} 형태소 분석기가 없습니다. mecab-ko나 mecab-ya로 다시 학습해 주세요.`,
  'analyzer-failed': ({ reason }) => `텍스트를 분석할 수 없습니다: ${reason}`,
  'no-series': () => '실행에 윈도 길이가 없거나, 시계열을 가져올 예측이 없습니다.',
  'invalid-request': ({ path, expected }) =>
    `${path ? `"${path}" 값이` : '보낸 내용이'} 올바르지 않습니다${expectedKind(expected)}.`,
  'no-json-sent': () => '보낸 내용이 올바른 JSON이 아닙니다.',
  failed: () => '대시보드에 오류가 났습니다. 자세한 내용은 로그를 확인해 주세요.',
  'foreign-host': ({ host }) =>
    `이 대시보드는 ${host} 이름으로는 응답하지 않습니다. 응답할 이름은 --hostname으로 정합니다.`,
  'foreign-page': () => '이 대시보드의 페이지에서만 변경할 수 있습니다.',
  'not-signed-in': () => '로그인하거나 토큰을 "Authorization: Bearer"로 보내 주세요.',
};

/**
 * What is wrong, in the language of the page. What the operating system says has no details, and stays English as
 * `sentence`.
 */
export function problemSentence(sentence: string, details: ErrorDetails | null, language: Language): string {
  return (language === 'ko' && details && ko[details.code]?.(details.values)) || sentence;
}
