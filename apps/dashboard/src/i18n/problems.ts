import { koreanQueryProblems } from './query-problems';
import type { ErrorDetails, RunFile } from '@rnn-lab/runs';
import type { Language } from '#api/language';

const expectedKind = (expected: string) => (expected ? `(필요한 형식: ${expected})` : '');

/** By the operating system's error code. */
const REASONS: Record<string, string> = {
  ENOSPC: '디스크가 가득 찼습니다. 공간을 비우고 다시 시작해 주십시오.',
  EDQUOT: '디스크 할당량을 다 썼습니다. 공간을 비우고 다시 시작해 주십시오.',
  EFBIG: '파일 크기 제한에 이르렀습니다. 제한을 늘리고(ulimit -f) 다시 시작해 주십시오.',
  EROFS: '파일 시스템이 읽기 전용입니다. 다른 폴더를 사용해 주십시오.',
  EACCES: '권한이 없습니다. 권한을 주거나 다른 폴더를 사용해 주십시오.',
  EPERM: '권한이 없습니다. 권한을 주거나 다른 폴더를 사용해 주십시오.',
  ENOTDIR: '경로의 일부가 폴더가 아니라 파일입니다. 다른 폴더를 사용해 주십시오.',
  EEXIST: '이름이 같은 파일이 있습니다. 다른 폴더를 사용해 주십시오.',
  ENXIO: '파일이 아니라 명명된 파이프나 소켓입니다. 삭제해 주십시오.',
  ELOOP: '링크입니다. 그 자리에 파일을 직접 두십시오.',
  EISDIR: '파일이 아니라 폴더입니다.',
  ENOENT: '파일이나 폴더가 없습니다.',
  EIO: '장치에서 입출력 오류가 났습니다.',
  EMFILE: '열린 파일이 너무 많습니다.',
  ENFILE: '열린 파일이 너무 많습니다.',
  EBUSY: '다른 프로그램이 사용하고 있습니다.',
  ENOTEMPTY: '폴더가 비어 있지 않습니다.',
};

/** The system's own message if its code isn't listed. */
const because = ({ errno, reason }: Record<string, string>) => REASONS[errno] ?? `${reason}.`;

/** What a prediction's row is told apart by. */
const FIELDS: Record<string, string> = {
  index: '인덱스',
  label: '정답',
  text: '텍스트',
  time: '시점',
  column: '열',
  horizon: '예측 단계',
  target: '목표',
};

/** What a run predicts: a series, or so many classes. */
const kindName = (kind: string) => (kind === 'series' ? '시계열을' : `클래스 ${kind}개를`);

/** By error code. English is the message of the server or the trainer itself. */
const ko: Record<string, (values: Record<string, string>) => string> = {
  ...koreanQueryProblems,
  'missing-file': ({ file }) => `${file} 파일이 없습니다.`,
  'empty-file': ({ file }) => `${file} 파일이 비어 있습니다.`,
  'unreadable-file': ({ file, ...why }) => `${file} 파일을 읽을 수 없습니다: ${because(why)}`,
  'linked-file': ({ file }) =>
    `${file} 파일은 실행 폴더 밖을 가리키는 링크입니다. 파일 자체를 그 자리에 넣어 주십시오.`,
  'unreadable-folder': ({ folder, ...why }) => `${folder} 폴더를 읽을 수 없습니다: ${because(why)}`,
  'unwritable-file': ({ file, ...why }) => `${file} 파일에 쓸 수 없습니다: ${because(why)}`,
  'special-file': ({ file }) => `${file} 자리에 파일이 아니라 파이프나 소켓, 장치가 있습니다. 지워 주십시오.`,
  'file-too-large': ({ file, limit }) =>
    `${file} 파일이 읽을 수 있는 크기(${limit})보다 큽니다. 파일의 사본을 되돌려 놓거나 다시 학습해 주십시오.`,
  'line-too-long': ({ file, byte, limit }) =>
    `${file} 파일의 ${byte}바이트 위치에 ${limit}보다 긴 줄이 있습니다. 파일의 사본을 되돌려 놓거나 다시 학습해 주십시오.`,
  'wrong-weights': ({ file }) =>
    `${file} 파일의 가중치가 모델과 맞지 않거나 유한하지 않습니다. 파일의 사본을 되돌려 놓거나 다시 학습해 주십시오.`,
  'run-gone': ({ folder }) =>
    `실행이 끝나기 전에 ${folder} 폴더나 그 메트릭이 삭제되거나 옮겨지거나 바뀌었습니다. 다시 학습해 주십시오.`,
  'immovable-run': ({ id, folder, ...why }) =>
    `${id} 실행을 ${folder} 폴더로 옮길 수 없습니다: ${because(why)}`,
  'full-trash': ({ folder, ...why }) => `${folder} 휴지통을 비울 수 없습니다: ${because(why)}`,
  'non-finite-loss': ({ loss, step, learningRate }) =>
    `${step}번째 스텝에서 손실이 ${loss} 값이 되었습니다(학습률 ${learningRate}). 학습률을 낮춰 보십시오.`,
  'engine-thread-ended': () =>
    '작업이 끝나기 전에 엔진 스레드가 종료되었습니다. 메모리를 확보하거나 --workers를 줄여 다시 실행해 주십시오.',
  'out-of-memory': () =>
    '시스템이 메모리나 스레드를 더 주지 않았습니다. 다른 프로그램을 끝내거나 제한을 늘리거나(ulimit -v, ulimit -u) 메모리가 더 많은 컴퓨터를 사용해 주십시오.',
  'no-json': ({ file }) => `${file} 파일이 올바른 JSON이 아닙니다.`,
  'invalid-file': ({ file, path, expected }) =>
    `${file} 파일의 ${path ? `"${path}" 값이` : '내용이'} 올바르지 않습니다${expectedKind(expected)}.`,
  'invalid-line': ({ file, line }) =>
    `${file} 파일의 ${line}번째 줄이 손상되었습니다. 파일의 사본을 되돌려 놓거나 다시 학습해 주십시오.`,
  'invalid-prediction': ({ file, index }) =>
    `인덱스 ${index}의 예측을 ${file} 파일에 쓸 수 없습니다. 다른 행처럼 실행의 클래스에 맞는 정답과 유한한 확률이 있어야 합니다.`,
  'no-route': ({ path }) => `API에 ${path} 주소가 없습니다. /api/v1/openapi.json에 목록이 있습니다.`,
  'no-run': ({ id }) => `"${id}" 실행이 없습니다.`,
  'not-running': ({ id }) => `${id} 실행이 진행 중이 아니므로 중단할 것이 없습니다.`,
  'still-running': ({ id }) => `${id} 실행이 아직 진행 중입니다. 삭제하려면 먼저 멈춰 주십시오.`,
  'report-offset': ({ offset }) => `파일은 ${offset}바이트에서 끝납니다. 거기서부터 이어 보내 주십시오.`,
  'report-taken': ({ id }) =>
    `이 작업자가 보내지 않은 ${id} 실행이 이미 있습니다. 먼저 그 실행의 이름을 바꾸거나 삭제해 주십시오.`,
  'report-deleted': ({ id }) =>
    `${id} 실행은 여기서 삭제되어 더는 받지 않습니다. 이어 받으려면 휴지통에서 복원해 주십시오.`,
  'bad-report': ({ file }) => `보낸 ${file} 파일이 올바르지 않아 받을 수 없습니다.`,
  'reports-off': () =>
    '이 대시보드는 실행을 받지 않습니다. --accept-reports와 RNN_LAB_TOKEN 변수를 주어 시작해 주십시오.',
  'taken-in-trash': ({ id }) =>
    `${id} 실행을 옮길 수 없습니다. 휴지통에 같은 이름이 있으니 복원하거나 휴지통을 비워 주십시오.`,
  'not-in-trash': ({ id }) => `휴지통에 ${id} 실행이 없습니다.`,
  'name-taken': ({ id }) =>
    `${id} 실행을 옮길 수 없습니다. 이름이 같은 다른 실행이 있으니 그 이름을 바꾸거나 삭제해 주십시오.`,
  'pin-without-results': ({ id }) => `${id} 실행에는 비교할 결과가 없습니다. 완료된 실행을 고정해 주십시오.`,
  'pin-of-different-runs': () =>
    '선택한 실행들은 시드 말고도 다른 점이 있어 평균을 기준으로 삼을 수 없습니다. 실행 하나나 한 시드 묶음의 실행들을 고정해 주십시오.',
  'no-view': ({ name }) => `“${name}” 보기가 없습니다. 삭제되었을 수 있습니다.`,
  'view-exists': ({ name }) => `“${name}” 보기가 이미 있습니다. 덮어쓰거나 다른 이름을 써 주십시오.`,
  'too-many-views': ({ limit }) => `보기가 최대 개수인 ${limit}개 있습니다. 먼저 하나를 삭제해 주십시오.`,
  'no-model': ({ id }) => `${id} 실행에 저장된 모델이 없습니다.`,
  'no-model-file': ({ id, name }) => `${id} 실행의 저장된 모델에 "${name}" 파일이 없습니다.`,
  'no-predictions': ({ id, split }) => `${id} 실행에 "${split}" 분할의 예측이 없습니다.`,
  'no-output': ({ file, outputs }) =>
    outputs
      ? `${file} 파일에는 출력이 여러 개(${outputs})인 모델의 예측이 있습니다. 그중 하나를 선택해 주십시오.`
      : `${file} 파일에는 출력이 하나인 모델의 예측이 있습니다. 출력을 선택하지 마십시오.`,
  'no-classifier': ({ id }) => `${id} 실행은 시계열을 예측합니다. 이런 평가는 분류 모델에만 있습니다.`,
  'different-kinds': ({ id, other, split, kind, otherKind }) =>
    `${id} 실행과 ${other} 실행은 "${split}" 분할에서 비교할 수 없습니다. 앞의 실행은 ${kindName(kind)}, 뒤의 실행은 ${kindName(otherKind)} 예측합니다.`,
  'different-row-counts': ({ id, other, split, rows, otherRows }) =>
    `${id} 실행과 ${other} 실행은 "${split}" 분할에서 비교할 수 없습니다. 행 수가 ${rows}개와 ${otherRows}개로 다릅니다. 같은 행을 예측한 실행을 선택해 주십시오.`,
  'different-rows': ({ id, other, split, row, field }) =>
    `${id} 실행과 ${other} 실행은 "${split}" 분할에서 비교할 수 없습니다. ${row}번째 행의 ${FIELDS[field] ?? field}이(가) 다릅니다. 같은 행을 예측한 실행을 선택해 주십시오.`,
  'no-embedding': ({ id }) => `${id} 실행의 모델에 단어 임베딩이 없습니다.`,
  'reads-no-text': () =>
    '이 실행의 모델은 텍스트를 읽지 않습니다. 텍스트를 읽는 모델의 실행을 선택해 주십시오.',
  'no-analyzer': ({ name }) =>
    `${name} 형태소 분석기가 없습니다. mecab-ko나 mecab-ya로 다시 학습해 주십시오.`,
  'analyzer-failed': ({ reason }) => `텍스트를 분석할 수 없습니다: ${reason}`,
  'several-outputs': () => '예측을 다시 입력으로 쓰려면 출력이 하나인 모델이어야 합니다.',
  'several-columns': () => '예측을 다시 입력으로 쓰려면 열이 하나인 모델이어야 합니다.',
  'no-series': () => '실행에 윈도 길이가 없거나, 시계열을 가져올 예측이 없습니다.',
  'invalid-request': ({ path, expected }) =>
    `${path ? `"${path}" 값이` : '보낸 내용이'} 올바르지 않습니다${expectedKind(expected)}.`,
  'not-utf8': ({ line }) => `보낸 내용의 ${line}번째 줄이 UTF-8 텍스트가 아닙니다. UTF-8로 저장해 주십시오.`,
  'no-json-sent': () => '보낸 내용이 올바른 JSON이 아닙니다.',
  'body-too-large': ({ limit }) => `보낸 내용이 ${limit}바이트보다 큽니다. 줄여서 보내 주십시오.`,
  'method-not-allowed': ({ allowed }) => `다음 메서드 중 하나로 보내 주십시오: ${allowed}.`,
  failed: () => '대시보드에 오류가 났습니다. 자세한 내용은 로그를 확인해 주십시오.',
  'foreign-host': ({ host }) =>
    `이 대시보드는 ${host} 이름으로는 응답하지 않습니다. 응답할 이름은 --hostname으로 정합니다.`,
  'foreign-page': () => '이 대시보드의 페이지에서만 변경할 수 있습니다.',
  'not-signed-in': () => '로그인하거나 토큰을 "Authorization: Bearer"로 보내 주십시오.',
};

/** An error in the page's language; `sentence`, the original English message, if its code has no translation. */
export function problemSentence(sentence: string, details: ErrorDetails | null, language: Language): string {
  return (language === 'ko' && details && ko[details.code]?.(details.values)) || sentence;
}

/** Why a run failed; undefined if it didn't, or recorded no reason. */
export function failureSentence(
  { error, errorDetails }: Pick<RunFile, 'error' | 'errorDetails'>,
  language: Language,
): string | undefined {
  return error === undefined ? undefined : problemSentence(error, errorDetails ?? null, language);
}
