'use client';

import Link from 'next/link';
import { TRASH_PAGE } from '#api/links';
import { runsMessages } from '#i18n/runs';
import { CopyLine } from '#components/copy-line';
import { useMessages } from '#components/language';
import styles from './empty-state.module.css';

/** Commands whose runs appear in this dashboard. */
export interface FirstCommands {
  quick: string;
  korean: string;
}

/** First commands to try if there are no runs. `folder`: the runs folder; `trash`: number of deleted runs. */
export function EmptyState({
  folder,
  commands,
  trash,
}: {
  folder: string;
  commands: FirstCommands;
  trash: number;
}) {
  const text = useMessages(runsMessages);
  return (
    <section className={styles.empty}>
      <h1>{text.noRuns}</h1>
      <p>{text.firstRun}</p>
      <h2>{text.quickRun}</h2>
      <CopyLine text={commands.quick} label={text.quickRun} />
      <h2>{text.koreanRun}</h2>
      <CopyLine text={commands.korean} label={text.koreanRun} />
      <p className="quiet">
        {text.readFrom} <code>{folder}</code>
      </p>
      {trash > 0 && (
        <p>
          <Link href={TRASH_PAGE}>{text.inTrash(trash)}</Link>
        </p>
      )}
    </section>
  );
}
