'use client';

import { useQuery } from '@tanstack/react-query';
import { predictionsPath } from '#api/links';
import { getJson } from '#components/connection/fetch-json';
import { Failure } from '#components/failure';
import { Multiclass } from './multiclass/multiclass';
import { Sentiment } from './sentiment/sentiment';
import { Series } from './series/series';
import type { PredictionsPage } from '#api/predictions';
import type { RunDetail } from '#api/run';

/** A run's predictions, shown by kind; nothing if it has none yet. */
export function Predictions({ detail }: { detail: RunDetail }) {
  const { id, predictions } = detail;
  const { data: kind, error } = useQuery({
    queryKey: ['predictions-kind', id, predictions],
    queryFn: async ({ signal }) => {
      const path = `${predictionsPath(id, predictions[0])}?limit=1`;
      return (await getJson<PredictionsPage>(path, signal)).kind;
    },
    enabled: predictions.length > 0,
  });
  if (error) return <Failure error={error} />;
  if (!kind) return null;
  switch (kind) {
    case 'series':
      return <Series detail={detail} />;
    case 'multiclass':
      return <Multiclass detail={detail} />;
    case 'sentiment':
      return <Sentiment detail={detail} />;
  }
}
