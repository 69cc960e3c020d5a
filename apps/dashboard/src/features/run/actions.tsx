'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { API_ROOT, predictionsTablePath, runPath, RUNS_PAGE } from '#api/links';
import { commonMessages } from '#i18n/common';
import { runMessages } from '#i18n/run';
import { PlaygroundLink } from '#components/playground-link';
import { sendJson } from '#components/connection/fetch-json';
import { Button } from '#components/button';
import { useSaveCharts } from '#components/chart';
import { DownloadIcon } from '#components/icons';
import { useLanguage, useMessages } from '#components/language';
import { Menu, MenuAction, MenuLink } from '#components/menu';
import { useToast } from '#components/toast';
import styles from './actions.module.css';
import { NotifyAtEnd } from './notify-at-end';
import { PinButton } from './pin-button';
import { useAnnotate } from './use-annotate';
import type { RunDetail } from '#api/run';

/** A run's actions: try its model, export, archive, delete. */
export function Actions({ detail }: { detail: RunDetail }) {
  const text = useMessages(runMessages);
  const { splits } = useMessages(commonMessages);
  const language = useLanguage();
  const { id, run, annotations, predictions, hasModel, hasPlayground } = detail;
  const outputs = Object.keys(run?.outputs ?? {});
  const api = `${API_ROOT}${runPath(id)}`;
  const annotate = useAnnotate(id);
  const deleteRun = useDelete(id);
  const saveCharts = useSaveCharts();
  const toast = useToast();
  const isRunning = run?.status === 'running';
  const [isStopping, setStopping] = useState(false);
  const stop = async () => {
    setStopping(true);
    try {
      await sendJson('POST', `${runPath(id)}/stop`);
      toast.done(text.stopAsked);
    } catch (error) {
      setStopping(false);
      toast.failed(error);
    }
  };

  return (
    <div className={styles.actions} role="group" aria-label={text.actions}>
      {isRunning && (
        <Button title={text.stopHint} disabled={isStopping} onClick={() => void stop()}>
          {text.stop}
        </Button>
      )}
      {run && <NotifyAtEnd title={run.title[language] || id} status={run.status} />}
      {hasPlayground && (
        <PlaygroundLink className={styles.playground} id={id}>
          {text.playground}
        </PlaygroundLink>
      )}
      <Menu
        trigger={
          <Button>
            <DownloadIcon /> {text.export}
          </Button>
        }
      >
        {run && <MenuLink href={`${api}/summary`}>{text.exportSummary}</MenuLink>}
        <MenuAction
          onClick={() => void saveCharts().then((count) => toast.done(text.chartsSaved(count)), toast.failed)}
        >
          {text.exportCharts}
        </MenuAction>
        <MenuLink href={`${api}/metrics.csv`}>{text.exportMetrics}</MenuLink>
        {predictions.flatMap((split) =>
          (outputs.length > 0 ? outputs : [undefined]).map((output) => (
            <MenuLink
              key={`${split} ${output}`}
              href={`${API_ROOT}${predictionsTablePath({ id, split, output })}`}
            >
              {text.exportPredictions([splits[split], ...(output === undefined ? [] : [output])].join(', '))}
            </MenuLink>
          )),
        )}
        {hasModel && <MenuLink href={`${api}/model`}>{text.exportModel}</MenuLink>}
      </Menu>
      {run && <PinButton id={id} run={run} />}
      <Button
        onClick={() =>
          void annotate(
            { archived: !annotations.archived },
            annotations.archived ? text.unarchived : text.archived,
            { archived: annotations.archived },
          )
        }
      >
        {annotations.archived ? text.unarchive : text.archive}
      </Button>
      <Button
        look="danger"
        disabled={isRunning}
        title={isRunning ? text.runningCantBeDeleted : undefined}
        onClick={() => void deleteRun()}
      >
        {text.delete}
      </Button>
    </div>
  );
}

/** Moves the run to the trash, then shows the list, where it can be undone. */
function useDelete(id: string): () => Promise<void> {
  const text = useMessages(runMessages);
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const refreshList = () => client.invalidateQueries({ queryKey: ['runs'] });
  return async () => {
    try {
      await sendJson('DELETE', runPath(id));
    } catch (error) {
      toast.failed(error);
      return;
    }
    router.push(RUNS_PAGE);
    toast.done(text.deleted(id), async () => {
      await sendJson('POST', `/trash/${encodeURIComponent(id)}/restore`);
      await refreshList();
    });
    await refreshList();
  };
}
