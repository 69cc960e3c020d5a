'use client';

import { ApiFailure } from '#components/connection/fetch-json';
import { Failure } from '#components/failure';
import styles from './query.module.css';

/** The id by which the search field refers to its problem. */
export const QUERY_PROBLEM = 'query-problem';

/** Whether the API has refused the query itself. */
export function isQueryProblem(error: Error | null): error is ApiFailure {
  return error instanceof ApiFailure && (error.details?.code.startsWith('query-') ?? false);
}

/** What is wrong with a query, and where in it. */
export function QueryProblem({ query, error }: { query: string; error: ApiFailure }) {
  const { start, end } = error.details?.values ?? {};
  const [from, to] = [Number(start), Number(end)];
  return (
    <div id={QUERY_PROBLEM} className={styles.problem}>
      <code>
        {query.slice(0, from)}
        <mark>{query.slice(from, to) || ' '}</mark>
        {query.slice(to)}
      </code>
      <Failure error={error} />
    </div>
  );
}
