'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { evaluationPath } from '#api/links';
import { commonMessages } from '#i18n/common';
import { runSentimentMessages } from '#i18n/run-sentiment';
import { runThresholdMessages } from '#i18n/run-threshold';
import { Button } from '#components/button';
import { getJson } from '#components/connection/fetch-json';
import { Failure } from '#components/failure';
import { formatScore } from '#components/format';
import { useMessages } from '#components/language';
import tableStyles from '../table.module.css';
import { bestThreshold, confusionAt, scoresOf, THRESHOLD_DIGITS } from './threshold';
import type { Split } from '@rnn-lab/runs';
import type { BinaryEvaluation } from '#api/predictions';

const SCORES = ['accuracy', 'precision', 'recall', 'f1'] as const;

/** The thresholds with the best accuracy and the best F1, chosen on the validation if the run has its predictions. */
export function BestThresholds({
  id,
  split: shown,
  output,
  splits,
  evaluation,
  threshold: current,
  onChoose,
}: {
  id: string;
  split: Split;
  output: string | undefined;
  /** With predictions. */
  splits: readonly Split[];
  /** Of the shown split. */
  evaluation: BinaryEvaluation;
  threshold: number;
  onChoose: (threshold: number) => void;
}) {
  const text = useMessages(runThresholdMessages);
  const scoreNames = useMessages(runSentimentMessages);
  const { splits: names } = useMessages(commonMessages);
  const source = splits.includes('validation') ? 'validation' : shown;
  const { data: chosenOn, error } = useQuery({
    queryKey: ['evaluation', id, source, output],
    queryFn: ({ signal }) => getJson<BinaryEvaluation>(evaluationPath({ id, split: source, output }), signal),
  });
  const rows = useMemo(
    () =>
      (['accuracy', 'f1'] as const).flatMap((score) => {
        const threshold = chosenOn ? bestThreshold(chosenOn.histogram, score) : null;
        if (threshold === null) return [];
        return { score, threshold, scores: scoresOf(confusionAt(evaluation.histogram, threshold)) };
      }),
    [chosenOn, evaluation],
  );
  if (error) return <Failure error={error} />;
  if (rows.length === 0) return null;
  return (
    <>
      <h3 id="best-thresholds">{text.title}</h3>
      <p className="quiet">
        {source === shown ? text.chosenHere(names[shown]) : text.chosenOn(names[source], names[shown])}
      </p>
      <div className={tableStyles.scroll} tabIndex={0} role="group" aria-labelledby="best-thresholds">
        <table className={tableStyles.table}>
          <thead>
            <tr>
              <th scope="col">{text.best}</th>
              <th scope="col" className="number">
                {scoreNames.threshold}
              </th>
              {SCORES.map((score) => (
                <th key={score} scope="col" className="number">
                  {scoreNames[score]}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map(({ score: best, threshold, scores }) => {
              const written = threshold.toFixed(THRESHOLD_DIGITS);
              return (
                <tr key={best}>
                  <th scope="row">{scoreNames[best]}</th>
                  <td className="number">{written}</td>
                  {SCORES.map((score) => (
                    <td key={score} className="number">
                      {formatScore(scores[score])}
                    </td>
                  ))}
                  <td>
                    <Button
                      aria-label={text.useFor(scoreNames[best], written)}
                      disabled={threshold === current}
                      onClick={() => onChoose(threshold)}
                    >
                      {text.use}
                    </Button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}
