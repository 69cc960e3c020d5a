'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsFloat, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useId } from 'react';
import { classScores } from '#api/class-scores';
import { SHOWS } from '#api/names';
import { evaluationPath } from '#api/links';
import { runSentimentMessages } from '#i18n/run-sentiment';
import { formatScore } from '#components/format';
import { getJson } from '#components/connection/fetch-json';
import { Failure } from '#components/failure';
import { useMessages } from '#components/language';
import { Panel } from '#components/panel';
import sectionStyles from '../section.module.css';
import { SplitSelect } from '#components/split-select';
import { ClassScores } from '../class-scores';
import scoreStyles from '../scores.module.css';
import styles from './sentiment.module.css';
import { useClassPair } from '#components/class-pair';
import { BestThresholds } from './best-thresholds';
import { ConfusionMatrix } from './confusion-matrix';
import { ErrorBrowser } from './error-browser';
import { EvaluationCharts } from './evaluation-charts';
import { confusionAt, scoresOf } from './threshold';
import type { ClassPair } from '#components/class-pair';
import type { Show } from '#api/names';
import type { BinaryEvaluation } from '#api/predictions';
import type { PredictionsView } from '../predictions';

/** Evaluation of a sentiment classifier at any threshold, and its errors. */
export function Sentiment({ detail: { id, predictions, hasPlayground }, output, classes }: PredictionsView) {
  const names = useClassPair(classes);
  const text = useMessages(runSentimentMessages);
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
    queryKey: ['evaluation', id, split, output],
    queryFn: ({ signal }) => getJson<BinaryEvaluation>(evaluationPath({ id, split, output }), signal),
  });

  function showErrors(show: Show) {
    void setView({ show, page: null });
    document.getElementById('errors')?.scrollIntoView();
  }

  return (
    <section aria-labelledby="evaluation" className={sectionStyles.section}>
      <header className={sectionStyles.sectionHead}>
        <h2 id="evaluation">{text.evaluation}</h2>
        <SplitSelect
          splits={predictions}
          value={split}
          onChange={(split) => void setView({ split, page: null })}
        />
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
              {text.thresholdHelp(names[1])}
            </span>
          </div>
          <Panel name={text.confusion} of={evaluation}>
            <Judgement {...{ evaluation, threshold, names }} onShow={showErrors} />
          </Panel>
          <Panel name={text.threshold} of={evaluation}>
            <BestThresholds
              {...{ id, split, output, evaluation, threshold }}
              splits={predictions}
              onChoose={(threshold) => void setView({ threshold, page: null })}
            />
          </Panel>
          <Panel name={text.evaluationCharts} of={evaluation}>
            <EvaluationCharts {...{ id, split, output, evaluation, threshold, names }} />
          </Panel>
        </>
      )}
      <Panel name={text.errors} of={split}>
        <ErrorBrowser
          {...{ id, split, output, threshold, hasPlayground, names }}
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
  names,
  onShow,
}: {
  evaluation: BinaryEvaluation;
  threshold: number;
  names: ClassPair;
  onShow(show: Show): void;
}) {
  const text = useMessages(runSentimentMessages);
  const confusion = confusionAt(evaluation.histogram, threshold);
  const scores = scoresOf(confusion);
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = confusion;
  return (
    <div className={styles.judgement}>
      <dl className={scoreStyles.scores}>
        {(['accuracy', 'precision', 'recall', 'f1'] as const).map((score) => (
          <div key={score}>
            <dt>{text[score]}</dt>
            <dd>{formatScore(scores[score])}</dd>
          </div>
        ))}
      </dl>
      <ConfusionMatrix confusion={confusion} names={names} onShow={onShow} />
      <ClassScores
        names={names}
        scores={classScores([
          [trueNegatives, falsePositives],
          [falseNegatives, truePositives],
        ])}
      />
    </div>
  );
}
