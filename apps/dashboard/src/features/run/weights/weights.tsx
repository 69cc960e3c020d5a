'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { runPath } from '#api/links';
import { runWeightsMessages } from '#i18n/run-weights';
import { Chart, CommonCursor, curveStyle } from '#components/chart';
import { getJson } from '#components/connection/fetch-json';
import { Failure } from '#components/failure';
import { useMessages } from '#components/language';
import sectionStyles from '../section.module.css';
import { distributionSeries, normSeries, saturationSeries } from './weight-series';
import { WeightTable } from './weight-table';
import styles from './weights.module.css';
import type { HistogramsPage } from '#api/histograms';
import type { RunDetail } from '#api/run';

/** Milliseconds between two looks at the histograms of a run that trains. */
const LOOK_EVERY = 5_000;

/** How weights and gradients move over the steps, and how many gate values are saturated, if the run has recorded it. */
export function Weights({ detail: { id, run } }: { detail: RunDetail }) {
  const text = useMessages(runWeightsMessages);
  const { data, error } = useQuery({
    queryKey: ['histograms', id, run?.status],
    queryFn: ({ signal }) => getJson<HistogramsPage>(`${runPath(id)}/histograms`, signal),
    refetchInterval: run?.status === 'running' && LOOK_EVERY,
    placeholderData: (before) => before,
  });
  return (
    <section aria-labelledby="weights" className={sectionStyles.section}>
      <h2 id="weights">{text.weights}</h2>
      {error && <Failure error={error} />}
      {data && data.weights.length > 0 && <Histograms id={id} page={data} />}
    </section>
  );
}

function Histograms({ id, page }: { id: string; page: HistogramsPage }) {
  const text = useMessages(runWeightsMessages);
  const [chosen, setChosen] = useState<string>();
  const { steps, weights, gates } = page;
  const weight = weights.find(({ name }) => name === chosen) ?? weights[0];
  const norms = useMemo(() => normSeries(page), [page]);
  const saturation = useMemo(() => saturationSeries(page, text), [page, text]);
  const distributions = useMemo(
    () =>
      (['values', 'gradients'] as const).map((of, i) => ({
        of,
        series: distributionSeries(steps, weight[of], curveStyle(i).color, text),
      })),
    [steps, weight, text],
  );
  const common = { xAxis: 'step', xLabel: text.step, height: 220 } as const;
  return (
    <CommonCursor>
      <div className={sectionStyles.charts}>
        <div>
          <Chart
            {...common}
            title={text.norms}
            series={norms}
            log
            name="gradient-norms"
            fileName={`${id}-gradient-norms`}
          />
          <p className="quiet">{text.normsRead}</p>
        </div>
        {gates.length > 0 && (
          <div>
            <Chart
              {...common}
              title={text.saturation}
              series={saturation}
              yLabel={text.share}
              name="saturation"
              fileName={`${id}-saturation`}
            />
            <p className="quiet">{text.saturationRead}</p>
          </div>
        )}
      </div>
      <label className={styles.weight}>
        {text.weight}{' '}
        <select value={weight.name} onChange={({ target }) => setChosen(target.value)}>
          {weights.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <div className={sectionStyles.charts}>
        {distributions.map(({ of, series }) => (
          <Chart
            key={of}
            {...common}
            title={text[of]}
            series={series}
            name={`weight-${of}`}
            fileName={`${id}-${weight.name.replaceAll('/', '-')}-${of}`}
          />
        ))}
      </div>
      <WeightTable steps={steps} weight={weight} />
    </CommonCursor>
  );
}
