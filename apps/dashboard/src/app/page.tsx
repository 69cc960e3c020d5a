import { cookies } from 'next/headers';
import { createLoader } from 'nuqs/server';
import { problemSentence } from '../messages/problems';
import { runsMessages } from '../messages/runs';
import { runsSearch } from '../runs/filters';
import { runsParsers } from '../runs/filters-url';
import { RunsView } from '../runs/runs-view';
import { runsQuery } from '../server/contract';
import { invalidRequest, isRunsError } from '../server/errors';
import { currentLanguage } from '../server/language';
import { queryRuns } from '../server/runs-index';
import { runsFolder } from '../server/runs-folder';
import { currentTimeZone } from '../server/time-zone';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import type { RunsFilters } from '../runs/filters-url';
import type { ApiError, RunsPage } from '../server/contract';

const loadFilters = createLoader(runsParsers);
/** Enough for the first screen. */
const FIRST_ROWS = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: runsMessages[await currentLanguage()].title };
}

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = await loadFilters(searchParams);
  const columns = (await cookies()).get('columns')?.value;
  const found = await firstPage(filters);
  if ('error' in found) {
    return <p role="alert">{problemSentence(found.error, found.details, await currentLanguage())}</p>;
  }
  return (
    <RunsView
      initial={{ filters, page: found }}
      initialColumns={columns === undefined ? null : columns.split(',').filter(Boolean)}
      folder={runsFolder()}
    />
  );
}

/** The runs, or why there are none to show. */
async function firstPage(filters: RunsFilters): Promise<RunsPage | ApiError> {
  const search = runsSearch(filters, { offset: 0, limit: FIRST_ROWS }, await currentTimeZone());
  const { data: query, error } = runsQuery.safeParse(Object.fromEntries(search));
  if (error) return invalidRequest(error);
  return queryRuns(query).catch((failure: unknown) => {
    if (isRunsError(failure)) return { error: failure.message, details: failure.details };
    throw failure;
  });
}
