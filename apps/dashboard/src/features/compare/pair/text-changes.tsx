'use client';

import { parseAsInteger, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { classNames } from '#api/classes';
import { comparisonPath } from '#api/links';
import { COMPARISON_SHOWS } from '#api/names';
import { comparePairMessages } from '#i18n/compare-pair';
import { useClassPair } from '#components/class-pair';
import { formatProbability } from '#components/format';
import { useMessages } from '#components/language';
import { TextBrowser } from '#components/texts/text-browser';
import { Judged, TextRow } from '#components/texts/text-row';
import { Outcomes } from './outcomes';
import { Verdict } from './verdict';
import type { TextsComparison } from '#api/comparison';
import type { ComparisonShow } from '#api/names';
import type { ChangesView } from './pair-changes';

type Row = TextsComparison['rows'][0];

/** Which texts only one of two classifiers gets right. */
export function TextChanges({
  a,
  b,
  split,
  output,
  comparison,
}: ChangesView & { comparison: TextsComparison }) {
  const text = useMessages(comparePairMessages);
  const [view, setView] = useQueryStates({
    show: parseAsStringLiteral(COMPARISON_SHOWS).withDefault('flipped'),
    page: parseAsInteger.withDefault(1),
  });
  const named = (output === undefined ? a.run.classes : a.run.outputs[output].classes) ?? [];
  const pair = useClassPair(named);
  const names = comparison.classes === 2 ? pair : classNames(named, comparison.classes);
  const show = (show: ComparisonShow) => void setView({ show, page: null });
  return (
    <>
      <Verdict comparison={comparison} />
      <Outcomes
        cells={comparison.cells}
        shown={view.show}
        onShow={(cell) => {
          show(cell);
          document.getElementById('errors')?.scrollIntoView();
        }}
      />
      <TextBrowser
        title={text.texts}
        words={text}
        pathOf={(query) => comparisonPath({ id: a.id, split, output }, b.id, { show: view.show, ...query })}
        page={Math.max(1, view.page)}
        onPage={(page) => void setView({ page })}
        filters={
          <select
            aria-label={text.show}
            value={view.show}
            onChange={({ target }) => show(target.value as ComparisonShow)}
          >
            {COMPARISON_SHOWS.map((one) => (
              <option key={one} value={one}>
                {text.shows[one]}
              </option>
            ))}
          </select>
        }
      >
        {({ rows }: TextsComparison) =>
          rows.map((row) => <ChangedText key={row.index} {...{ row, names }} />)
        }
      </TextBrowser>
    </>
  );
}

function ChangedText({ row, names }: { row: Row; names: readonly string[] }) {
  const text = useMessages(comparePairMessages);
  const areSame = JSON.stringify(row.a.tokens) === JSON.stringify(row.b.tokens);
  const tokenLines = areSame
    ? [{ tokens: row.a.tokens }]
    : (['a', 'b'] as const).map((side) => ({ name: text[side], tokens: row[side].tokens }));
  return (
    <TextRow text={row.text} tokenLines={tokenLines}>
      <span>
        {text.label} <strong>{names[row.label]}</strong>
      </span>
      {(['a', 'b'] as const).map((side) => {
        const { predicted, probability } = row[side];
        return (
          <Judged key={side} isRight={predicted === row.label}>
            {text[side]} {predicted !== null && <strong>{names[predicted]}</strong>}{' '}
            {formatProbability(probability ?? NaN)}
          </Judged>
        );
      })}
    </TextRow>
  );
}
