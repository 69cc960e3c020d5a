'use client';

import { METRICS, SPLITS } from '@rnn-lab/runs/names';
import { commonMessages } from '#i18n/common';
import { runMessages } from '#i18n/run';
import { capitalized, formatValue } from '#components/format';
import { useMessages } from '#components/language';
import sectionStyles from './section.module.css';
import tableStyles from './table.module.css';
import type { Metric, Run, Split } from '@rnn-lab/runs';
import type { RunDetail } from '#api/run';

/** A run's results next to the notebook's; while there are none, the last and best values so far. */
export function Results({ detail: { run } }: { detail: RunDetail }) {
  const text = useMessages(runMessages);
  if (!run) return null;
  const hasResults = SPLITS.some((split) => run.results[split]);
  if (!hasResults && Object.keys(run.summary).length === 0) return null;
  return (
    <section aria-labelledby="results" className={sectionStyles.section}>
      <h2 id="results">{text.results}</h2>
      {hasResults ? <Final run={run} /> : <SoFar run={run} />}
    </section>
  );
}

function Final({ run: { results, reference, timings, params } }: { run: Run }) {
  const text = useMessages(runMessages);
  const { splits, metrics } = useMessages(commonMessages);
  const shown = METRICS.filter((metric) => SPLITS.some((split) => results[split]?.[metric] !== undefined));
  const perEpoch =
    timings.train !== undefined && typeof params.epochs === 'number' ? timings.train / params.epochs : null;
  return (
    <div className={tableStyles.scroll} tabIndex={0} role="group" aria-label={text.results}>
      <table className={tableStyles.table}>
        <thead>
          <tr>
            <th scope="col">{text.split}</th>
            {shown.map((metric) => (
              <th key={metric} scope="col" className="number">
                {capitalized(metrics[metric])}
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
                  <Figure ours={results[split]?.[metric]} theirs={reference[split]?.[metric]} />
                </td>
              ))}
            </tr>
          ))}
          {perEpoch !== null && (
            <tr>
              <th scope="row">{text.secondsPerEpoch}</th>
              <td className="number" colSpan={shown.length}>
                <Figure ours={perEpoch} theirs={reference.secondsPerEpoch} />
              </td>
            </tr>
          )}
        </tbody>
      </table>
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

function SoFar({ run: { summary } }: { run: Run }) {
  const text = useMessages(runMessages);
  const { splits, metrics } = useMessages(commonMessages);
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
          {Object.entries(summary).map(([key, { last, best, bestStep }]) => {
            const [split, metric] = key.split('.') as [Split, Metric];
            return (
              <tr key={key}>
                <th scope="row">
                  {splits[split]} · {metrics[metric]}
                </th>
                <td className="number">{formatValue(last)}</td>
                <td className="number">
                  {formatValue(best)}
                  <small>
                    {text.atStep} {bestStep.toLocaleString('en')}
                  </small>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
