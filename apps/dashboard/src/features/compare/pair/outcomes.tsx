import { comparePairMessages } from '#i18n/compare-pair';
import { formatShare } from '#components/format';
import { useMessages } from '#components/language';
import styles from './outcomes.module.css';
import type { TextsComparison } from '#api/comparison';
import type { ComparisonShow } from '#api/names';

type Cell = Exclude<ComparisonShow, 'flipped' | 'all'>;

/** How many texts both runs get right, only one, or none; each cell is a button that shows its texts. */
export function Outcomes({
  cells: { bothRight, onlyA, onlyB, bothWrong },
  shown,
  onShow,
}: {
  cells: TextsComparison['cells'];
  shown: ComparisonShow;
  onShow: (cell: Cell) => void;
}) {
  const text = useMessages(comparePairMessages);
  const total = bothRight + onlyA + onlyB + bothWrong;
  const cell = (name: Cell, count: number) => {
    const share = total === 0 ? '–' : formatShare(count, total);
    const label = text.cell(text.cells[name], count.toLocaleString('en'), share);
    return (
      <td>
        <button
          type="button"
          title={label}
          aria-label={label}
          aria-pressed={shown === name}
          onClick={() => onShow(name)}
        >
          {count.toLocaleString('en')} <small>{share}</small>
        </button>
      </td>
    );
  };
  return (
    <table className={styles.outcomes}>
      <caption>{text.outcomes}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{text.right(text.b)}</th>
          <th scope="col">{text.wrong(text.b)}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{text.right(text.a)}</th>
          {cell('both-right', bothRight)}
          {cell('only-a', onlyA)}
        </tr>
        <tr>
          <th scope="row">{text.wrong(text.a)}</th>
          {cell('only-b', onlyB)}
          {cell('both-wrong', bothWrong)}
        </tr>
      </tbody>
    </table>
  );
}
