'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { memoryPath } from '#api/links';
import { runMemoryMessages } from '#i18n/run-memory';
import { Chart } from '#components/chart';
import { getJson } from '#components/connection/fetch-json';
import { Failure } from '#components/failure';
import { useMessages } from '#components/language';
import sectionStyles from '../section.module.css';
import styles from './memory.module.css';
import { errorSeries, normLimits, normSeries } from './memory-series';
import type { Memorizing, MemoryPage } from '#api/memory';
import type { RunDetail } from '#api/run';

/** How far back the networks of the run's group remember, for a lesson; nothing until one has been measured. */
export function Memory({ detail: { id, run } }: { detail: RunDetail }) {
  const { data, error } = useQuery({
    queryKey: ['memory', id, run?.status],
    queryFn: ({ signal }) => getJson<MemoryPage>(memoryPath(id), signal),
    staleTime: 0,
  });
  if (error) return <Failure error={error} />;
  if (!data || data.networks.length === 0) return null;
  return <Lesson id={id} networks={data.networks} />;
}

function Lesson({ id, networks }: { id: string; networks: Memorizing[] }) {
  const text = useMessages(runMemoryMessages);
  const lags = [...new Set(networks.map(({ lag }) => lag))];
  const own = networks.find((each) => each.id === id)?.lag ?? lags[0];
  const [chosen, setLag] = useState(own);
  const lag = lags.includes(chosen) ? chosen : own;
  const ofLag = useMemo(() => networks.filter((each) => each.lag === lag), [networks, lag]);
  const errors = useMemo(() => errorSeries(networks, text), [networks, text]);
  const limits = useMemo(() => normLimits(ofLag), [ofLag]);
  return (
    <section aria-labelledby="memory" className={sectionStyles.section}>
      <h2 id="memory">{text.memory}</h2>
      <p className={styles.text}>{text.task}</p>
      <Chart
        title={text.errors}
        series={errors}
        xLabel={text.lag}
        yLabel={text.error}
        name="error-by-lag"
        fileName={`${id}-error-by-lag`}
        tellsEnds={false}
      />
      <p className={styles.text}>{text.errorsRead}</p>
      <header className={sectionStyles.sectionHead}>
        <h3>{text.gradients}</h3>
        <label>
          {text.ofLag}{' '}
          <select value={lag} onChange={({ target }) => setLag(Number(target.value))}>
            {lags.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
      </header>
      <p className={styles.text}>{text.gradientsRead}</p>
      <div className={sectionStyles.charts}>
        {(['before', 'after'] as const).map((when) => (
          <Norms key={when} {...{ id, when, limits }} networks={ofLag} />
        ))}
      </div>
      <p className={styles.text}>{text.slopes}</p>
    </section>
  );
}

function Norms({
  id,
  networks,
  when,
  limits,
}: {
  id: string;
  networks: readonly Memorizing[];
  when: 'before' | 'after';
  limits: readonly [number, number] | undefined;
}) {
  const text = useMessages(runMemoryMessages);
  const series = useMemo(() => normSeries(networks, when), [networks, when]);
  return (
    <Chart
      title={text[when]}
      series={series}
      xAxis="step"
      xLabel={text.stepsBack}
      yLabel={text.norm}
      log
      yRange={limits}
      tellsEnds={false}
      name={`gradient-norms-${when}`}
      fileName={`${id}-gradient-norms-${when}`}
    />
  );
}
