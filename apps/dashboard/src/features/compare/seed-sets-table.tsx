'use client';

import { splitMetricKey } from '@rnn-lab/runs/metrics';
import { compareMessages } from '#i18n/compare';
import { measuredDetail } from '#api/pin-difference';
import { halfByRows } from '#api/seed-sets';
import { formatValue } from '#components/format';
import { useLanguage, useMessages } from '#components/language';
import { metricTitle } from '#components/metric-title';
import { PinDelta } from '#components/pins/pin-delta';
import { Unit } from '#components/unit';
import { commonInfo } from './metric-rows';
import { judgedMetrics, sampleOf } from './seed-sets';
import scrollerStyles from './scroller.module.css';
import { SeedSetDifferences } from './seed-set-differences';
import { SeedSetName } from './seed-set-name';
import type { MetricKey } from '@rnn-lab/runs';
import type { SeedSet } from './seed-sets';

/** Each seed set's results: mean ± deviation over its seeds, and what the test's size implies; then their differences. */
export function SeedSetsTable({ sets }: { sets: readonly SeedSet[] }) {
  const text = useMessages(compareMessages);
  const language = useLanguage();
  const keys = judgedMetrics(sets);
  return (
    <section aria-labelledby="seed-sets">
      <h2 id="seed-sets">{text.seedSets}</h2>
      <p className="quiet">{text.seedSetsAbout}</p>
      <div className={scrollerStyles.scroller} tabIndex={0} role="group" aria-labelledby="seed-sets">
        <table>
          <thead>
            <tr>
              <th scope="col">{text.seedSet}</th>
              <th scope="col" className="number">
                {text.seeds}
              </th>
              {keys.map((key) => (
                <th key={key} scope="col" className="number">
                  {metricTitle(key, language)} <Unit unit={unitOf(key, sets)} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sets.map((set) => (
              <tr key={set.key}>
                <th scope="row">
                  <SeedSetName set={set} />
                </th>
                <td className="number">{set.runs.length}</td>
                {keys.map((key) => (
                  <td key={key} className="number">
                    <Result set={set} metric={key} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <SeedSetDifferences sets={sets} keys={keys} />
    </section>
  );
}

function Result({ set, metric: key }: { set: SeedSet; metric: MetricKey }) {
  const text = useMessages(compareMessages);
  const sample = sampleOf(set, key);
  if (!sample) return '–';
  const { count, mean, deviation } = sample;
  const rows = set.runs[0].run.dataset?.rows[splitMetricKey(key)[0]];
  const half = halfByRows(key, mean, rows);
  return (
    <>
      {formatValue(mean)}
      {deviation !== null && ` ± ${formatValue(deviation)}`}
      {count < set.runs.length && <small>{text.ofSeeds(count)}</small>}
      {half !== null && rows !== undefined && (
        <small>{text.byRows(formatValue(half), rows.toLocaleString('en'))}</small>
      )}
      <PinDelta
        ids={set.runs.map(({ id }) => id)}
        experiment={set.runs[0].run.experiment}
        metric={key}
        measured={{ ...measuredDetail(set.runs[0].run, mean), sample }}
      />
    </>
  );
}

function unitOf(key: MetricKey, sets: readonly SeedSet[]): string | undefined {
  const runs = sets.flatMap(({ runs }) => runs.map(({ run }) => run));
  return commonInfo(splitMetricKey(key)[1], runs).unit;
}
