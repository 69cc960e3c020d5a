'use client';

import { useQuery } from '@tanstack/react-query';
import { comparisonPath } from '#api/links';
import { comparePairMessages } from '#i18n/compare-pair';
import { problemSentence } from '#i18n/problems';
import { getJson } from '#components/connection/fetch-json';
import { Failure } from '#components/failure';
import { useLanguage, useMessages } from '#components/language';
import { SeriesChanges } from './series-changes';
import { TextChanges } from './text-changes';
import type { Split } from '@rnn-lab/runs';
import type { ComparisonPage } from '#api/comparison';
import type { Compared } from '../use-compared';

/** Two runs with predictions of the same split. */
export interface ChangesView {
  a: Compared;
  b: Compared;
  split: Split;
  /** Of models with several. */
  output: string | undefined;
}

/** What changed, shown by kind; why the runs can't be compared if their rows differ. */
export function PairChanges(view: ChangesView) {
  const { a, b, split, output } = view;
  const text = useMessages(comparePairMessages);
  const language = useLanguage();
  const path = comparisonPath({ id: a.id, split, output }, b.id, { limit: '1' });
  const { data, error } = useQuery({
    // A live run writes its predictions at its end.
    queryKey: ['comparison', path, a.predictions, b.predictions],
    queryFn: ({ signal }) => getJson<ComparisonPage>(path, signal),
  });
  if (error) return <Failure error={error} />;
  switch (data?.kind) {
    case undefined:
      return <p className="quiet">{text.loading}</p>;
    case 'different':
      return <p>{problemSentence(data.problem, data.problemDetails, language)}</p>;
    case 'texts':
      return <TextChanges {...view} comparison={data} />;
    case 'series':
      return <SeriesChanges key={path} {...view} />;
  }
}
