'use client';

import { commonMessages } from '#i18n/common';
import { runSeriesMessages } from '#i18n/run-series';
import { useMessages } from '#components/language';
import { Panel } from '#components/panel';
import sectionStyles from '../section.module.css';
import { SplitCharts } from './split-charts';
import type { Split } from '@rnn-lab/runs';
import type { PredictionsView } from '../predictions';

/** A forecast of a time series: targets and outputs, and residuals. */
export function Series({ detail, output }: PredictionsView) {
  const text = useMessages(runSeriesMessages);
  const { splits } = useMessages(commonMessages);
  const { id, run, predictions } = detail;
  const errorName = output === undefined ? 'rmse' : `${output}_rmse`;
  return (
    <section aria-labelledby="forecast" className={sectionStyles.section}>
      <h2 id="forecast">{text.forecast}</h2>
      {predictions.map((split) => (
        // The notebook plots every fifth point of the sine's test.
        <Panel key={split} name={splits[split as Split]}>
          <SplitCharts
            id={id}
            split={split as Split}
            output={output}
            unit={run?.metricInfo[errorName]?.unit}
            canThin={run?.experiment === 'sine' && split === 'test'}
          />
        </Panel>
      ))}
    </section>
  );
}
