'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsFloat, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useId } from 'react';
import { SHOWS } from '#api/names';
import { runPath } from '#api/links';
import { commonMessages } from '#i18n/common';
import { runSentimentMessages } from '#i18n/run-sentiment';
import { getJson } from '#components/connection/fetch-json';
import { Failure } from '#components/failure';
import { useMessages } from '#components/language';
import { Panel } from '#components/panel';
import sectionStyles from '../section.module.css';
import styles from './sentiment.module.css';
import { ConfusionMatrix } from './confusion-matrix';
import { ErrorBrowser } from './error-browser';
import { EvaluationCharts } from './evaluation-charts';
import { confusionAt, scoresOf } from './threshold';
import type { Show } from '#api/names';
import type { Evaluation } from '#api/predictions';
import type { RunDetail } from '#api/run';

/** Evaluation of a sentiment classifier at any threshold, and its errors. */
export function Sentiment({ detail: { id, predictions, hasModel } }: { detail: RunDetail }) {
  const text = useMessages(runSentimentMessages);
  const { splits } = useMessages(commonMessages);
  const [view, setView] = useQueryStates({
    split: parseAsString.withDefault(predictions[0]),
    threshold: parseAsFloat.withDefault(0.5),
    show: parseAsStringLiteral(SHOWS).withDefault('errors'),
    page: parseAsInteger.withDefault(1),
  });
  const split = predictions.find((each) => each === view.split) ?? predictions[0];
  const threshold = Math.min(1, Math.max(0, view.threshold));
  const slider = useId();
  const { data: evaluation, error } = useQuery({
    queryKey: ['evaluation', id, split],
    queryFn: ({ signal }) => getJson<Evaluation>(`${runPath(id)}/evaluation/${split}`, signal),
  });

  function showErrors(show: Show) {
    void setView({ show, page: null });
    document.getElementById('errors')?.scrollIntoView();
  }

  return (
    <section aria-labelledby="evaluation" className={sectionStyles.section}>
      <header className={sectionStyles.sectionHead}>
        <h2 id="evaluation">{text.evaluation}</h2>
        {predictions.length > 1 && (
          <label>
            {text.split}{' '}
            <select
              value={split}
              onChange={({ target }) => void setView({ split: target.value, page: null })}
            >
              {predictions.map((one) => (
                <option key={one} value={one}>
                  {splits[one as keyof typeof splits] ?? one}
                </option>
              ))}
            </select>
          </label>
        )}
      </header>
      {error && <Failure error={error} />}
      {evaluation && (
        <>
          <div className={styles.threshold}>
            <label htmlFor={slider}>{text.threshold}</label>
            <input
              id={slider}
              type="range"
              min="0"
              max="1"
              step="0.001"
              value={threshold}
              aria-describedby={`${slider}-help`}
              onChange={({ target }) => void setView({ threshold: target.valueAsNumber, page: null })}
            />
            <output htmlFor={slider}>{threshold.toFixed(3)}</output>
            <span id={`${slider}-help`} className="quiet">
              {text.thresholdHelp}
            </span>
          </div>
          <Panel name={text.confusion} of={evaluation}>
            <Judgement {...{ evaluation, threshold }} onShow={showErrors} />
          </Panel>
          <Panel name={text.evaluationCharts} of={evaluation}>
            <EvaluationCharts {...{ id, split, evaluation, threshold }} />
          </Panel>
        </>
      )}
      <Panel name={text.errors} of={split}>
        <ErrorBrowser
          {...{ id, split, threshold, hasModel }}
          show={view.show}
          page={Math.max(1, view.page)}
          onChange={(change) => void setView(change)}
        />
      </Panel>
    </section>
  );
}

function Judgement({
  evaluation,
  threshold,
  onShow,
}: {
  evaluation: Evaluation;
  threshold: number;
  onShow(show: Show): void;
}) {
  const text = useMessages(runSentimentMessages);
  const confusion = confusionAt(evaluation.histogram, threshold);
  const scores = scoresOf(confusion);
  return (
    <div className={styles.judgement}>
      <dl className={styles.scores}>
        {(['accuracy', 'precision', 'recall', 'f1'] as const).map((score) => (
          <div key={score}>
            <dt>{text[score]}</dt>
            <dd>{scores[score]?.toFixed(4) ?? '–'}</dd>
          </div>
        ))}
      </dl>
      <ConfusionMatrix confusion={confusion} onShow={onShow} />
    </div>
  );
}
