import { cookies } from 'next/headers';
import { createLoader } from 'nuqs/server';
import { runsMessages } from '../messages/runs';
import { runsSearch } from '../runs/filters';
import { runsParsers } from '../runs/filters-url';
import { RunsView } from '../runs/runs-view';
import { runsQuery } from '../server/contract';
import { isRunsError } from '../server/errors';
import { currentLanguage } from '../server/language';
import { queryRuns } from '../server/runs-index';
import { runsFolder } from '../server/runs-folder';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import type { RunsFilters } from '../runs/filters-url';
import type { RunsPage } from '../server/contract';

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
  if (typeof found === 'string') return <p role="alert">{found}</p>;
  return (
    <RunsView
      initial={{ filters, page: found }}
      initialColumns={columns ? columns.split(',') : null}
      folder={runsFolder()}
    />
  );
}

/** The runs, or in a sentence why there are none to show. */
async function firstPage(filters: RunsFilters): Promise<RunsPage | string> {
  const search = runsSearch(filters, 0, FIRST_ROWS);
  const { data: query, error } = runsQuery.safeParse(Object.fromEntries(search));
  if (error) return error.issues[0].message;
  return queryRuns(query).catch((failure: unknown) => {
    if (isRunsError(failure)) return failure.message;
    throw failure;
  });
}
