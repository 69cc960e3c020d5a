'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { problemSentence } from '#i18n/problems';
import { trashMessages } from '#i18n/trash';
import { getJson, sendJson } from '#components/connection/fetch-json';
import { useEvents } from '#components/connection/use-events';
import { Button } from '#components/button';
import { ConfirmDialog } from '#components/dialog';
import { useLanguage, useMessages } from '#components/language';
import { Timestamp } from '#components/timestamp';
import { Panel } from '#components/panel';
import { useToast } from '#components/toast';
import styles from './trash-view.module.css';
import type { RunsEvents } from '#api/events';
import type { RunRow, TrashPage } from '#api/runs';

/** Deleted runs: each can be restored, or all deleted permanently. */
export function TrashView({ initial }: { initial: TrashPage }) {
  const text = useMessages(trashMessages);
  const { done, failed } = useToast();
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const { data } = useQuery({
    queryKey: ['trash'],
    queryFn: () => getJson<TrashPage>('/trash'),
    initialData: initial,
    // What was fetched on an earlier visit lacks the runs deleted since.
    staleTime: 0,
  });
  const isListed = ({ id }: RunRow) => data.rows.some((row) => row.id === id);
  const refetch = () => void client.invalidateQueries({ queryKey: ['trash'] });
  // A run that is deleted or restored, here or elsewhere, leaves or joins the list of runs.
  useEvents<RunsEvents>(
    'runs',
    () => '/events',
    { rows: ({ changed, removed }) => (removed.length > 0 || changed.some(isListed)) && refetch() },
    refetch,
  );

  const change = async (act: () => Promise<unknown>, told: string) => {
    try {
      await act();
      done(told);
    } catch (error) {
      failed(error);
    }
    await client.invalidateQueries();
  };
  const restore = (id: string) =>
    change(() => sendJson('POST', `/trash/${encodeURIComponent(id)}/restore`), text.restored(id));
  const empty = () => change(() => sendJson('DELETE', '/trash'), text.emptied);

  return (
    <>
      <header className={styles.head}>
        <h1>{text.title}</h1>
        {data.rows.length > 0 && (
          <Button look="danger" onClick={() => setAsking(true)}>
            {text.empty}
          </Button>
        )}
      </header>
      <p className="quiet">{data.rows.length > 0 ? text.about : text.nothing}</p>
      {data.rows.length > 0 && (
        <Panel name={text.title} of={data}>
          <TrashTable rows={data.rows} onRestore={(id) => void restore(id)} />
        </Panel>
      )}
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={text.emptyTitle}
        description={text.emptyText(data.rows.length)}
        action={text.emptyConfirm}
        onConfirm={() => void empty()}
      />
    </>
  );
}

function TrashTable({ rows, onRestore }: { rows: readonly RunRow[]; onRestore: (id: string) => void }) {
  const text = useMessages(trashMessages);
  const language = useLanguage();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {[text.run, text.experiment, text.started].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">{text.action}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, run, problem, problemDetails }) => (
          <tr key={id}>
            <th scope="row">
              <code>{id}</code>
            </th>
            <td>
              {run
                ? run.title[language] || run.experiment
                : problem && problemSentence(problem, problemDetails, language)}
            </td>
            <td>{run && <Timestamp at={run.startedAt} />}</td>
            <td>
              <Button onClick={() => onRestore(id)} aria-label={text.restoreRun(id)}>
                {text.restore}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
