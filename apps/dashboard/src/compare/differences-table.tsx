'use client';

import { compareMessages } from '../messages/compare';
import { formatParameter } from '../ui/format';
import { useMessages } from '../ui/language';
import styles from './compare.module.css';
import { differences } from './differences';
import { RunName } from './run-name';
import type { Compared } from './use-compared';

/** The parameters in which the runs differ, and nothing else. */
export function DifferencesTable({ runs }: { runs: readonly Compared[] }) {
  const text = useMessages(compareMessages);
  const found = differences(runs.map(({ run }) => run));
  return (
    <section aria-labelledby="parameters">
      <h2 id="parameters">{text.parameters}</h2>
      {found.length === 0 ? (
        <p className="quiet">{text.sameParameters}</p>
      ) : (
        <div className={styles.scroller} tabIndex={0} role="group" aria-labelledby="parameters">
          <table>
            <thead>
              <tr>
                <th scope="col">{text.run}</th>
                {found.map(({ kind, name }) => (
                  <th key={`${kind} ${name}`} scope="col">
                    {kind === 'field' ? text.fields[name] : name}
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
                  {found.map(({ kind, name, values }) => (
                    <td key={`${kind} ${name}`}>{formatParameter(values[i])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
