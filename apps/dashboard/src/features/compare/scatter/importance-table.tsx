import { compareScatterMessages } from '#i18n/compare-scatter';
import { BarTable } from '#components/bar-table';
import { withMinus } from '#components/format';
import { useLanguage } from '#components/language';
import { importanceOf } from './importance';
import styles from './scatter.module.css';
import { quantityTitle } from './quantity-title';
import type { Quantity } from './quantities';

/** How closely the metric follows each parameter. */
export function ImportanceTable({
  quantities,
  outcome,
}: {
  quantities: readonly Quantity[];
  outcome: Quantity;
}) {
  const language = useLanguage();
  const text = compareScatterMessages[language];
  const { ranked, unordered } = importanceOf(quantities, outcome);
  const rows = ranked.map(({ quantity, correlation, runs }) => ({
    name: quantityTitle(quantity, language),
    count: runs,
    value: signed(correlation),
    share: Math.abs(correlation),
  }));
  return (
    <div className={styles.importance}>
      <BarTable
        title={text.importance(quantityTitle(outcome, language))}
        columns={[text.parameter, text.runs, text.correlation]}
        rows={rows}
      />
      <p className="quiet">{rows.length > 0 ? text.importanceAbout : text.tooFew}</p>
      {unordered.length > 0 && (
        <p className="quiet">
          {text.unordered(unordered.map((quantity) => quantityTitle(quantity, language)).join(', '))}
        </p>
      )}
    </div>
  );
}

function signed(correlation: number): string {
  const written = correlation.toFixed(2);
  return Number(written) > 0 ? `+${written}` : withMinus(written);
}
