'use client';

import { compareMessages } from '#i18n/compare';
import { formatParameter } from '#components/format';
import { useMessages } from '#components/language';
import { differences } from './differences';
import { RunsTable } from './runs-table';
import type { Compared } from './use-compared';

/** Only the parameters in which the runs differ. */
export function DifferencesTable({ runs }: { runs: readonly Compared[] }) {
  const text = useMessages(compareMessages);
  const found = differences(runs.map(({ run }) => run));
  return (
    <section aria-labelledby="parameters">
      <h2 id="parameters">{text.parameters}</h2>
      {found.length === 0 ? (
        <p className="quiet">{text.sameParameters}</p>
      ) : (
        <RunsTable
          runs={runs}
          labelledBy="parameters"
          columns={found.map(({ kind, name, values }) => ({
            key: `${kind} ${name}`,
            title: kind === 'field' ? text.fields[name] : name,
            cell: (_, place) => formatParameter(values[place]),
          }))}
        />
      )}
    </section>
  );
}
