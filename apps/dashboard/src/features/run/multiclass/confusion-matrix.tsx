'use client';

import { useRef, useState } from 'react';
import { runMulticlassMessages } from '#i18n/run-multiclass';
import { formatShare } from '#components/format';
import { useMessages } from '#components/language';
import { moved } from './moved';
import styles from './confusion-matrix.module.css';
import type { KeyboardEvent } from 'react';

/** Above this many classes the names of the columns are turned. */
const UPRIGHT = 5;

/** Counts and shares of the row by true and predicted class. A cell shows its texts; arrow keys move between cells. */
export function ConfusionMatrix({
  confusion,
  names,
  onShow,
}: {
  confusion: readonly (readonly number[])[];
  names: readonly string[];
  onShow(label: number, predicted: number): void;
}) {
  const text = useMessages(runMulticlassMessages);
  const table = useRef<HTMLTableElement>(null);
  // One stop for the Tab key: there may be hundreds of cells.
  const [current, setCurrent] = useState({ row: 0, column: 0 });

  function move(event: KeyboardEvent) {
    const next = moved(current, event.key, confusion.length);
    if (!next) return;
    event.preventDefault();
    setCurrent(next);
    table.current?.tBodies[0].rows[next.row].querySelectorAll('button')[next.column].focus();
  }

  return (
    <div className={styles.scroll} role="group" aria-label={text.confusion}>
      <table ref={table} className={styles.confusion} data-turned={confusion.length > UPRIGHT}>
        <caption>
          {text.confusion}. {text.confusionHelp}
        </caption>
        <thead>
          <tr>
            <th scope="col">
              {text.actual} \ {text.predicted}
            </th>
            {names.map((name, k) => (
              <th key={k} scope="col" title={name}>
                <span>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {confusion.map((counts, row) => {
            const total = counts.reduce((sum, count) => sum + count, 0);
            return (
              <tr key={row}>
                <th scope="row" title={names[row]}>
                  <span>{names[row]}</span>
                </th>
                {counts.map((count, column) => {
                  const share = total === 0 ? '–' : formatShare(count, total);
                  const label = text.cell(names[row], names[column], count.toLocaleString('en'), share);
                  const isCurrent = current.row === row && current.column === column;
                  return (
                    <td key={column} style={shade(count / total, row === column)}>
                      <button
                        type="button"
                        data-empty={count === 0}
                        title={label}
                        aria-label={label}
                        tabIndex={isCurrent ? 0 : -1}
                        onKeyDown={move}
                        onFocus={() => setCurrent({ row, column })}
                        onClick={() => onShow(row, column)}
                      >
                        {count.toLocaleString('en')} <small>{count === 0 ? '' : share}</small>
                      </button>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** `share` of the row; NaN in an empty one. */
function shade(share: number, isRight: boolean) {
  const color = isRight ? 'var(--good)' : 'var(--bad)';
  return {
    background: `color-mix(in srgb, ${color} ${Math.round(40 * (share || 0))}%, transparent)`,
  };
}
