'use client';

import {
  isMetricKey,
  metricInfoOf,
  metricKey,
  sortedMetricKeys,
  sortedMetrics,
  splitMetricKey,
} from '@rnn-lab/runs/metrics';
import { SPLITS } from '@rnn-lab/runs/names';
import { comparableReference, notebookValue } from '#api/notebook';
import { commonMessages } from '#i18n/common';
import { Caveats } from '#components/caveats';
import { metricHeading, metricLabel } from '#components/metric-title';
import { runMessages } from '#i18n/run';
import { formatDuration, formatValue } from '#components/format';
import { useLanguage, useMessages } from '#components/language';
import { Unit } from '#components/unit';
import { Headline } from './headline';
import sectionStyles from './section.module.css';
import tableStyles from './table.module.css';
import type { Run } from '@rnn-lab/runs';

/** What came out of a run, and its results next to the notebook's; while there are none, the last and best values so far. */
export function Results({ id, run }: { id: string; run: Run }) {
  const text = useMessages(runMessages);
  const hasResults = SPLITS.some((split) => run.results[split]);
  const isEmpty = !hasResults && Object.keys(run.summary).length === 0;
  return (
    <section aria-labelledby="results" className={sectionStyles.section}>
      <h2 id="results">{text.results}</h2>
      <Headline id={id} run={run} />
      {isEmpty && <p className="quiet">{text.noResults}</p>}
      {hasResults ? <Final run={run} /> : !isEmpty && <SoFar run={run} />}
      <Caveats runs={[run]} />
    </section>
  );
}

function Final({ run }: { run: Run }) {
  const { results, timings, params, metricInfo, earlyStopping } = run;
  const { secondsPerEpoch } = comparableReference(run);
  const text = useMessages(runMessages);
  const language = useLanguage();
  const { splits } = useMessages(commonMessages);
  const shown = sortedMetrics(SPLITS.flatMap((split) => Object.keys(results[split] ?? {})));
  const epochs = earlyStopping?.epoch ?? params.epochs;
  // A run that combines trained models has no epochs of its own.
  const hasEpochs = results.train !== undefined && typeof epochs === 'number';
  const perEpoch = timings.train !== undefined && hasEpochs ? timings.train / epochs : null;
  return (
    <div className={tableStyles.scroll} tabIndex={0} role="group" aria-label={text.results}>
      <table className={tableStyles.table}>
        <thead>
          <tr>
            <th scope="col">{text.split}</th>
            {shown.map((metric) => (
              <th key={metric} scope="col" className="number">
                {metricHeading(metric, language)}
                <Unit unit={metricInfoOf(metric, metricInfo).unit} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SPLITS.filter((split) => results[split]).map((split) => (
            <tr key={split}>
              <th scope="row">{splits[split]}</th>
              {shown.map((metric) => (
                <td key={metric} className="number">
                  <Figure
                    ours={results[split]?.[metric]}
                    theirs={notebookValue(run, metricKey(split, metric))}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {perEpoch !== null && (
        <p className="quiet">
          {text.perEpoch(formatDuration(perEpoch, language))}
          {secondsPerEpoch !== undefined &&
            ` (${text.notebookFigure} ${formatDuration(secondsPerEpoch, language)})`}
        </p>
      )}
    </div>
  );
}

function Figure({ ours, theirs }: { ours: number | undefined; theirs: number | undefined }) {
  const text = useMessages(runMessages);
  return (
    <>
      {ours === undefined ? '–' : formatValue(ours)}
      {theirs !== undefined && (
        <small>
          {text.notebookFigure} {formatValue(theirs)}
        </small>
      )}
    </>
  );
}

function SoFar({ run: { summary, metricInfo } }: { run: Run }) {
  const text = useMessages(runMessages);
  const language = useLanguage();
  const { splits } = useMessages(commonMessages);
  return (
    <div className={tableStyles.scroll} tabIndex={0} role="group" aria-label={text.results}>
      <table className={tableStyles.table}>
        <thead>
          <tr>
            <th scope="col">{text.metric}</th>
            <th scope="col" className="number">
              {text.last}
            </th>
            <th scope="col" className="number">
              {text.best}
            </th>
          </tr>
        </thead>
        <tbody>
          {sortedMetricKeys(Object.keys(summary).filter(isMetricKey)).map((key) => {
            const { last, best, bestStep } = summary[key];
            const [split, metric] = splitMetricKey(key);
            return (
              <tr key={key}>
                <th scope="row">
                  {splits[split]} · {metricLabel(metric, language)}
                  <Unit unit={metricInfoOf(metric, metricInfo).unit} />
                </th>
                <td className="number">{formatValue(last)}</td>
                <td className="number">
                  {best === undefined ? '–' : formatValue(best)}
                  {bestStep !== undefined && (
                    <small>
                      {text.atStep} {bestStep.toLocaleString('en')}
                    </small>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
