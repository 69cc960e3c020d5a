'use client';

import { useQueries, useQueryClient } from '@tanstack/react-query';
import { problemSentence } from '../messages/problems';
import { ApiFailure, getJson } from '../ui/api';
import { useSentence } from '../ui/failure';
import { useLanguage } from '../ui/language';
import { useEvents } from '../ui/use-events';
import type { Run } from '@rnn-lab/runs';
import type { RunDetail, RunsEvents } from '../server/contract';

export interface Compared {
  id: string;
  run: Run;
  /** Its place in the address, which gives it its colour. */
  index: number;
}

/** The runs of the address, kept up to date; those that are gone, and what is wrong with others, by name. */
export function useCompared(ids: readonly string[], initial: Record<string, RunDetail | null>) {
  const client = useQueryClient();
  const language = useLanguage();
  const sentenceOf = useSentence();
  const answers = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['run or none', id],
      queryFn: () => findRun(id),
      initialData: initial[id],
    })),
  });

  const refresh = (changed: readonly string[]) => {
    for (const id of ids.filter((one) => changed.includes(one))) {
      void client.invalidateQueries({ queryKey: ['run or none', id] });
      void client.invalidateQueries({ queryKey: ['series', id] });
    }
  };
  useEvents<RunsEvents>(
    'runs',
    () => '/events',
    { rows: ({ changed, removed }) => refresh([...changed.map(({ id }) => id), ...removed]) },
    // What was missed while there was no connection.
    () => refresh(ids.filter((_, index) => answers[index].data?.run?.status === 'running')),
  );

  const runs = answers.flatMap(({ data }, index): Compared[] =>
    data?.run ? [{ id: ids[index], run: data.run, index }] : [],
  );
  const missing = ids.filter((_, index) => answers[index].data === null);
  const problems = answers.flatMap(({ data, error }, index) => {
    const broken = data?.problem && problemSentence(data.problem, data.problemDetails, language);
    const problem = broken || (error && sentenceOf(error));
    return problem ? [{ id: ids[index], problem }] : [];
  });
  return { runs, missing, problems };
}

/** null where there is no such run. */
async function findRun(id: string): Promise<RunDetail | null> {
  try {
    return await getJson<RunDetail>(`/runs/${encodeURIComponent(id)}`);
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 404) return null;
    throw error;
  }
}
