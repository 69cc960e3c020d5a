'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { classNames } from '#api/classes';
import { evaluationPath } from '#api/links';
import { MULTICLASS_SHOWS, PREDICTION_SORTS } from '#api/names';
import { runMulticlassMessages } from '#i18n/run-multiclass';
import { formatScore } from '#components/format';
import { getJson } from '#components/connection/fetch-json';
import { Failure } from '#components/failure';
import { useMessages } from '#components/language';
import { Panel } from '#components/panel';
import sectionStyles from '../section.module.css';
import scoreStyles from '../scores.module.css';
import { SplitSelect } from '#components/split-select';
import { ClassScores } from '../class-scores';
import { ConfusionMatrix } from './confusion-matrix';
import { TextExplorer } from './text-explorer';
import type { MulticlassEvaluation } from '#api/predictions';
import type { PredictionsView } from '../predictions';

/** Evaluation of a classifier with more than two classes, and its texts. */
export function Multiclass({ detail: { id, predictions, hasPlayground }, output, classes }: PredictionsView) {
  const text = useMessages(runMulticlassMessages);
  const [view, setView] = useQueryStates({
    split: parseAsString.withDefault(predictions[0]),
    label: parseAsInteger,
    predicted: parseAsInteger,
    show: parseAsStringLiteral(MULTICLASS_SHOWS).withDefault('errors'),
    sort: parseAsStringLiteral(PREDICTION_SORTS).withDefault('error'),
    page: parseAsInteger.withDefault(1),
  });
  const split = predictions.find((each) => each === view.split) ?? predictions[0];
  const { data: evaluation, error } = useQuery({
    queryKey: ['evaluation', id, split, output],
    queryFn: ({ signal }) => getJson<MulticlassEvaluation>(evaluationPath({ id, split, output }), signal),
  });

  function showCell(label: number, predicted: number) {
    void setView({ label, predicted, show: 'all', page: null });
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
          <Panel name={text.evaluation} of={evaluation}>
            <Scores evaluation={evaluation} />
          </Panel>
          <Panel name={text.confusion} of={evaluation}>
            <ConfusionMatrix
              confusion={evaluation.confusion}
              names={classNames(classes, evaluation.confusion.length)}
              onShow={showCell}
            />
          </Panel>
          <Panel name={text.perClass} of={evaluation}>
            <ClassScores scores={evaluation} names={classNames(classes, evaluation.classes.length)} />
          </Panel>
        </>
      )}
      <Panel name={text.texts} of={split}>
        <TextExplorer
          {...{ id, split, output, hasPlayground, classes }}
          {...view}
          page={Math.max(1, view.page)}
          onChange={(change) => void setView(change)}
        />
      </Panel>
    </section>
  );
}

function Scores({ evaluation: { accuracy, macro } }: { evaluation: MulticlassEvaluation }) {
  const { scores } = useMessages(runMulticlassMessages);
  const values = { accuracy, ...macro };
  return (
    <dl className={scoreStyles.scores}>
      {(['accuracy', 'precision', 'recall', 'f1'] as const).map((score) => (
        <div key={score}>
          <dt>{scores[score]}</dt>
          <dd>{formatScore(values[score])}</dd>
        </div>
      ))}
    </dl>
  );
}
