'use client';

import { useMemo, useState } from 'react';
import { comparePairMessages } from '#i18n/compare-pair';
import { formatNumber } from '#components/chart';
import { formatX } from '#components/chart/ticks';
import { useLanguage, useMessages } from '#components/language';
import { PAGE_SIZE, Pager } from '#components/pager';
import scrollerStyles from '../scroller.module.css';
import styles from './pair.module.css';
import { byDifference } from './gains';
import type { XAxis } from '#components/chart';
import type { Gain } from './gains';

/** The forecasts in which the errors of two runs differ most, in pages. */
export function GainsTable({
  gains,
  xAxis,
  x,
}: {
  gains: readonly Gain[];
  xAxis: XAxis;
  /** When each forecast is, on the axis. */
  x: readonly number[];
}) {
  const text = useMessages(comparePairMessages);
  const language = useLanguage();
  const [page, setPage] = useState(1);
  const sorted = useMemo(() => byDifference(gains), [gains]);
  const xOf = useMemo(() => new Map(gains.map((gain, i) => [gain, x[i]])), [gains, x]);
  const pages = Math.max(1, Math.ceil(sorted.length / PAGE_SIZE));
  const shown = Math.min(page, pages);
  const [a, b] = [text.a, text.b];
  const titles = [text.target, text.output(a), text.output(b), text.error(a), text.error(b), text.gain];
  return (
    <>
      <h3 id="gains">{text.forecasts}</h3>
      <div
        className={`${scrollerStyles.scroller} ${styles.gains}`}
        tabIndex={0}
        role="group"
        aria-labelledby="gains"
      >
        <table>
          <thead>
            <tr>
              <th scope="col">{text.time}</th>
              {titles.map((title) => (
                <th key={title} scope="col" className="number">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE).map((gain) => (
              <tr key={gain.row.index}>
                <th scope="row">{formatX(xAxis, xOf.get(gain) ?? gain.row.index, language)}</th>
                {[gain.row.target, gain.row.a, gain.row.b, gain.a, gain.b, gain.gain].map((value, i) => (
                  <td key={titles[i]} className="number">
                    {value === null ? 'NaN' : formatNumber(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pager label={text.forecasts} page={shown} pages={pages} onPage={setPage} />
    </>
  );
}
