'use client';

import { compareMessages } from '#i18n/compare';
import { IconButton } from '#components/button';
import { CloseIcon } from '#components/icons';
import { useMessages } from '#components/language';
import { StatusBadge } from '#components/status';
import styles from './compared-runs.module.css';
import { RunName } from './run-name';
import type { Compared } from './use-compared';

/** The compared runs, each with its color and a remove button. */
export function ComparedRuns({
  ids,
  runs,
  onRemove,
}: {
  ids: readonly string[];
  runs: readonly Compared[];
  onRemove: (id: string) => void;
}) {
  const text = useMessages(compareMessages);
  return (
    <ul className={styles.runs} aria-label={text.compared}>
      {ids.map((id) => {
        const compared = runs.find((one) => one.id === id);
        return (
          <li key={id}>
            {compared ? <RunName compared={compared} /> : <code>{id}</code>}
            {compared && <StatusBadge status={compared.run.status} />}
            <IconButton label={text.remove(id)} onClick={() => onRemove(id)}>
              <CloseIcon />
            </IconButton>
          </li>
        );
      })}
    </ul>
  );
}
