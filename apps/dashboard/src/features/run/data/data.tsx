'use client';

import { useQuery } from '@tanstack/react-query';
import { runPath } from '#api/links';
import { runDataMessages } from '#i18n/run-data';
import { getJson } from '#components/connection/fetch-json';
import { Failure } from '#components/failure';
import { useMessages } from '#components/language';
import sectionStyles from '../section.module.css';
import { Embedding } from './embedding';
import { SeriesData } from './series-data';
import { TextData } from './text-data';
import type { DataPage } from '#api/data';
import type { RunDetail } from '#api/run';

/** Milliseconds between two looks for the data of a run that prepares it. */
const LOOK_EVERY = 3_000;

/** What a run's data looks like, and the words as its model has learned them. */
export function Data({ detail }: { detail: RunDetail }) {
  const text = useMessages(runDataMessages);
  const { id, run, hasModel } = detail;
  const isRunning = run?.status === 'running';
  const { data: page, error } = useQuery({
    queryKey: ['data', id, isRunning],
    queryFn: ({ signal }) => getJson<DataPage>(`${runPath(id)}/data`, signal),
    refetchInterval: ({ state }) => isRunning && state.data?.data == null && LOOK_EVERY,
  });
  if (!run) return null;
  const data = page?.data;
  const embedsWords = run.model?.layers.some(({ className }) => className === 'Embedding');
  return (
    <section aria-labelledby="data" className={sectionStyles.section}>
      <h2 id="data">{text.data}</h2>
      {error && <Failure error={error} />}
      {data === null && <p className="quiet">{isRunning ? text.preparing : text.none}</p>}
      {data?.kind === 'text' && <TextData data={data} detail={detail} run={run} />}
      {data?.kind === 'series' && <SeriesData id={id} data={data} />}
      {hasModel && embedsWords && <Embedding id={id} />}
    </section>
  );
}
