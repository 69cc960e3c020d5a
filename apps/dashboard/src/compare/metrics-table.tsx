'use client';

import { compareMessages } from '../messages/compare';
import { metricTitle } from '../runs/columns';
import { formatValue } from '../ui/format';
import { useLanguage, useMessages } from '../ui/language';
import styles from './compare.module.css';
import { metricColumns, referenceOf } from './metric-rows';
import { RunName } from './run-name';
import type { Compared } from './use-compared';

/** Results beside the notebook's, then best and last values; the best of each column is marked. */
export function MetricsTable({ runs }: { runs: readonly Compared[] }) {
  const text = useMessages(compareMessages);
  const language = useLanguage();
  const columns = metricColumns(runs.map(({ run }) => run));
  if (columns.length === 0) return null;
  return (
    <section aria-labelledby="metrics">
      <h2 id="metrics">{text.metrics}</h2>
      <div className={styles.scroller} tabIndex={0} role="group" aria-labelledby="metrics">
        <table>
          <thead>
            <tr>
              <th scope="col">{text.run}</th>
              {columns.map(({ key, kind }) => (
                <th key={`${kind} ${key}`} scope="col" className="number">
                  {metricTitle(key, language)} <small>{text[kind]}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map((compared, i) => (
              <tr key={compared.id}>
                <th scope="row">
                  <RunName compared={compared} />
                </th>
                {columns.map(({ key, kind, values, best }) => (
                  <td key={`${kind} ${key}`} className="number">
                    <MetricValue value={values[i]} isBest={best !== null && values[i] === best} />
                    {kind === 'result' && <Reference value={referenceOf(compared.run, key)} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function MetricValue({ value, isBest }: { value: number | null; isBest: boolean }) {
  const { bestOfAll } = useMessages(compareMessages);
  if (value === null) return '–';
  if (!isBest) return formatValue(value);
  return (
    <b className={styles.best} title={bestOfAll}>
      {formatValue(value)}
      <span className="visually-hidden"> ({bestOfAll})</span>
    </b>
  );
}

function Reference({ value }: { value: number | null }) {
  const { notebook } = useMessages(compareMessages);
  return (
    value !== null && (
      <small>
        {notebook} {formatValue(value)}
      </small>
    )
  );
}
