import { listed } from './errors';
import type { Table } from './parse-table';
import { columnsNamed, noColumn } from './read-table';

/** Names of columns, in any case. */
const USUAL_NAMES = {
  text: 'text document review sentence content comment message body title 텍스트 문장 문서 내용 본문 리뷰 댓글 제목',
  label: 'label class category sentiment target topic y 라벨 레이블 분류 범주 감성 감정 주제',
};

/**
 * The column with the texts, or the labels: the given one, else the one whose name says so.
 *
 * @throws DataError `no-column` {file, role, columns} if there is no such column, or it can't be told by its name
 */
export function textColumnOf(
  table: Table,
  location: string,
  role: 'text' | 'label',
  given: string | undefined,
): string {
  const found =
    given === undefined
      ? columnsNamed(table, USUAL_NAMES[role].split(' '))
      : table.columns.filter((name) => name === given);
  if (found.length === 1) return found[0];
  const what =
    given !== undefined
      ? `there is no column ${JSON.stringify(given)}`
      : found.length === 0
        ? `no column is named like one of ${role}s`
        : `the columns ${listed(found)} could all be the ${role}s`;
  throw noColumn(table, location, role, what);
}
