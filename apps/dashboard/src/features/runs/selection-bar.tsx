'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useState } from 'react';
import { commonMessages } from '#i18n/common';
import { pinsMessages } from '#i18n/pins';
import { runsMessages } from '#i18n/runs';
import { MOST_COMPARED } from '#api/limits';
import { comparePage } from '#api/links';
import { Button, IconButton } from '#components/button';
import buttonStyles from '#components/button.module.css';
import { ExportLink, searchOf } from '#components/export-link';
import { CloseIcon } from '#components/icons';
import { useMessages } from '#components/language';
import { usePinning } from '#components/pins/pins';
import { useShortcuts } from '#components/shortcuts';
import { useRunActions } from './actions';
import styles from './selection-bar.module.css';
import type { Selection } from './use-selection';

const TagDialog = lazy(() => import('./tag-dialog'));

/** With more names, the URL gets too long. */
const MOST_EXPORTED = 200;

/** Actions for the selected runs; hidden if there are none. */
export function SelectionBar({
  selection,
  archived,
  tags,
}: {
  selection: Selection;
  /** Whether archived runs are shown. */
  archived: boolean;
  tags: readonly string[];
}) {
  const text = useMessages(runsMessages);
  const pins = useMessages(pinsMessages);
  const { pin } = usePinning();
  const { exportRuns } = useMessages(commonMessages);
  const { archive, remove } = useRunActions();
  const [isTagging, setTagging] = useState(false);
  const router = useRouter();
  const ids = [...selection.ids];
  const canBeCompared = ids.length <= MOST_COMPARED;

  const archiveSelected = async () => {
    await archive(ids, !archived);
    selection.clear();
  };
  const removeSelected = async () => selection.drop(await remove(ids));

  const compareSelected = () => {
    if (ids.length > 0 && canBeCompared) router.push(comparePage(ids));
  };
  useShortcuts([{ keys: ['c'], label: text.shortcuts.compare, run: compareSelected }]);
  if (ids.length === 0) return null;

  return (
    <div role="toolbar" aria-label={text.selectionActions} className={styles.selection}>
      <span role="status">
        {text.selected(ids.length)}
        {selection.unlisted > 0 && (
          <span className={styles.unlisted}> {text.unlisted(selection.unlisted)}</span>
        )}
      </span>
      {canBeCompared ? (
        <Link href={comparePage(ids)} className={`${buttonStyles.button} ${buttonStyles.primary}`}>
          {text.compare}
        </Link>
      ) : (
        <Button disabled title={text.tooMany(MOST_COMPARED)}>
          {text.compare}
        </Button>
      )}
      {ids.length <= MOST_EXPORTED ? (
        <ExportLink search={searchOf(ids)} />
      ) : (
        <Button disabled title={text.tooManyToExport(MOST_EXPORTED)}>
          {exportRuns}
        </Button>
      )}
      <Button onClick={() => setTagging(true)}>{text.addTag}</Button>
      <Button title={pins.pinSelectedHint} onClick={() => void pin(ids)}>
        {pins.pin}
      </Button>
      <Button onClick={() => void archiveSelected()}>{archived ? text.unarchive : text.archive}</Button>
      <Button look="danger" onClick={() => void removeSelected()}>
        {text.delete}
      </Button>
      <IconButton label={text.clearSelection} onClick={selection.clear}>
        <CloseIcon />
      </IconButton>
      {isTagging && (
        <Suspense>
          <TagDialog ids={ids} known={tags} onClose={() => setTagging(false)} />
        </Suspense>
      )}
    </div>
  );
}
