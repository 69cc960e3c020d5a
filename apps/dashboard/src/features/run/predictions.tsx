'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { predictionsPath } from '#api/links';
import { getJson } from '#components/connection/fetch-json';
import { Failure } from '#components/failure';
import { OutputSelect } from '#components/output-select';
import { Multiclass } from './multiclass/multiclass';
import { Sentiment } from './sentiment/sentiment';
import { Series } from './series/series';
import type { PredictionsPage } from '#api/predictions';
import type { RunDetail } from '#api/run';

/** What the view of one output's predictions shows. */
export interface PredictionsView {
  detail: RunDetail;
  /** The output's name, if the model has several. */
  output: string | undefined;
  /** The names of its classes; may be empty. */
  classes: readonly string[];
}

/** A run's predictions by kind, an output at a time; nothing if it has none yet. */
export function Predictions({ detail }: { detail: RunDetail }) {
  const { run, predictions } = detail;
  const outputs = Object.keys(run?.outputs ?? {});
  const [chosen, setChosen] = useQueryState('output', parseAsString);
  const output = outputs.find((name) => name === chosen) ?? outputs[0];
  if (predictions.length === 0) return null;
  const classes = output === undefined ? run?.classes : run?.outputs[output].classes;
  return (
    <>
      <OutputSelect outputs={outputs} value={output} onChange={(output) => void setChosen(output)} />
      <OfOutput key={output} {...{ detail, output }} classes={classes ?? []} />
    </>
  );
}

function OfOutput(view: PredictionsView) {
  const { id, predictions } = view.detail;
  const { output } = view;
  const [split] = predictions;
  const { data: kind, error } = useQuery({
    queryKey: ['predictions-kind', id, predictions, output],
    queryFn: async ({ signal }) => {
      const path = predictionsPath({ id, split, output }, { limit: '1' });
      return (await getJson<PredictionsPage>(path, signal)).kind;
    },
  });
  if (error) return <Failure error={error} />;
  switch (kind) {
    case undefined:
      return null;
    case 'series':
      return <Series {...view} />;
    case 'multiclass':
      return <Multiclass {...view} />;
    case 'sentiment':
      return <Sentiment {...view} />;
  }
}
