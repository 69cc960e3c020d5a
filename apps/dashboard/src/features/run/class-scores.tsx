import { runMulticlassMessages } from '#i18n/run-multiclass';
import { formatScore } from '#components/format';
import { useMessages } from '#components/language';
import styles from './class-scores.module.css';
import tableStyles from './table.module.css';
import type { MulticlassEvaluation } from '#api/predictions';

const SCORES = ['precision', 'recall', 'f1'] as const;

/** Precision, recall, F1 and number of texts of each class, and the averages. */
export function ClassScores({
  scores: { classes, macro },
  names,
}: {
  scores: Pick<MulticlassEvaluation, 'classes' | 'macro'>;
  names: readonly string[];
}) {
  const text = useMessages(runMulticlassMessages);
  const total = classes.reduce((sum, { support }) => sum + support, 0);
  return (
    <div className={tableStyles.scroll} tabIndex={0} role="group" aria-label={text.perClass}>
      <table className={`${tableStyles.table} ${styles.scores}`}>
        <caption>{text.perClass}</caption>
        <thead>
          <tr>
            <th scope="col">{text.class}</th>
            {SCORES.map((score) => (
              <th key={score} scope="col" className="number">
                {text[score]}
              </th>
            ))}
            <th scope="col" className="number">
              {text.support}
            </th>
          </tr>
        </thead>
        <tbody>
          {classes.map((ofClass, k) => (
            <tr key={k}>
              <th scope="row">{names[k]}</th>
              {SCORES.map((score) => (
                <td key={score} className="number">
                  {formatScore(ofClass[score])}
                </td>
              ))}
              <td className="number">{ofClass.support.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text.macro}</th>
            {SCORES.map((score) => (
              <td key={score} className="number">
                {formatScore(macro[score])}
              </td>
            ))}
            <td className="number">{total.toLocaleString('en')}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
