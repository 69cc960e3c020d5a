'use client';

import { metricInfoOf, sortedMetrics } from '@rnn-lab/runs/metrics';
import { SPLITS } from '@rnn-lab/runs/names';
import { commonMessages } from '#i18n/common';
import { metricLabel } from '#components/metric-title';
import { runBaselinesMessages } from '#i18n/run-baselines';
import { capitalized, formatValue } from '#components/format';
import { useLanguage, useMessages } from '#components/language';
import { Unit } from '#components/unit';
import { baselineName } from './baseline-name';
import sectionStyles from './section.module.css';
import tableStyles from './table.module.css';
import type { Run, Split } from '@rnn-lab/runs';

/** The network compared with predictions that need no network. */
export function Baselines({ run: { baselines, results, metricInfo } }: { run: Run }) {
  const text = useMessages(runBaselinesMessages);
  const language = useLanguage();
  const { splits } = useMessages(commonMessages);
  const shown = SPLITS.filter((split) => Object.values(baselines).some((baseline) => baseline[split]));
  const metrics = sortedMetrics(
    Object.values(baselines).flatMap((scores) => SPLITS.flatMap((split) => Object.keys(scores[split] ?? {}))),
  );
  return (
    <section aria-labelledby="baselines" className={sectionStyles.section}>
      <h2 id="baselines">{text.baselines}</h2>
      <div className={tableStyles.scroll} tabIndex={0} role="group" aria-label={text.baselines}>
        <table className={tableStyles.table}>
          <thead>
            <tr>
              <th scope="col">{text.predictor}</th>
              {shown.flatMap((split) =>
                metrics.map((metric) => (
                  <th key={`${split}.${metric}`} scope="col" className="number">
                    {splits[split]} {metricLabel(metric, language)}
                    <Unit unit={metricInfoOf(metric, metricInfo).unit} />
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            <Row name={text.network} scores={results} {...{ shown, metrics }} isStrong />
            {Object.entries(baselines).map(([name, scores]) => (
              <Row
                key={name}
                name={capitalized(baselineName(name, language))}
                scores={scores}
                {...{ shown, metrics }}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({
  name,
  scores,
  shown,
  metrics,
  isStrong = false,
}: {
  name: string;
  scores: Run['results'];
  shown: Split[];
  metrics: string[];
  isStrong?: boolean;
}) {
  return (
    <tr>
      <th scope="row">{isStrong ? <strong>{name}</strong> : name}</th>
      {shown.flatMap((split) =>
        metrics.map((metric) => {
          const value = scores[split]?.[metric];
          return (
            <td key={`${split}.${metric}`} className="number">
              {value === undefined ? '–' : formatValue(value)}
            </td>
          );
        }),
      )}
    </tr>
  );
}
