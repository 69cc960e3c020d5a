import { isUserError } from '@rnn-lab/errors';
import { detailsOf } from '@rnn-lab/runs';
import { cookies } from 'next/headers';
import { createLoader } from 'nuqs/server';
import { problemSentence } from '#i18n/problems';
import { runsMessages } from '#i18n/runs';
import { runsSearch } from '#features/runs/filters';
import { runsParsers } from '#features/runs/filters-url';
import { RunsView } from '#features/runs/runs-view';
import { PinsProvider } from '#components/pins/pins';
import { splitNames } from '#api/name-list';
import { runsQuery } from '#api/runs';
import { invalidRequest } from '#server/http/invalid-request';
import { currentLanguage } from '#server/locale/language';
import { firstPins } from '#server/store/pins';
import { QueryError } from '#server/store/run-query/query-error';
import { queryRuns } from '#server/store/runs-index';
import { runsFolder, trainingCommand } from '#server/store/runs-folder';
import { currentTimeZone } from '#server/locale/time-zone';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import type { RunsFilters } from '#features/runs/filters-url';
import type { ApiError } from '#api/errors';
import type { RunsPage } from '#api/runs';

const loadFilters = createLoader(runsParsers);
/** Rows rendered by the server: enough for the first screen. */
const FIRST_ROWS = 50;

export async function generateMetadata(): Promise<Metadata> {
  // The layout's template is for the pages below it.
  return { title: `${runsMessages[await currentLanguage()].title} · rnn-lab` };
}

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = await loadFilters(searchParams);
  const columns = (await cookies()).get('columns')?.value;
  const found = await firstPage(filters);
  if ('error' in found) {
    return <p role="alert">{problemSentence(found.error, found.details, await currentLanguage())}</p>;
  }
  return (
    <PinsProvider initial={await firstPins()}>
      <RunsView
        initial={found}
        initialColumns={columns === undefined ? null : splitNames(columns)}
        folder={runsFolder()}
        firstCommands={{ quick: trainingCommand('sine'), korean: trainingCommand('nsmc') }}
      />
    </PinsProvider>
  );
}

/** The first page of runs, without the query if that is wrong; or the error. */
async function firstPage(filters: RunsFilters): Promise<{ filters: RunsFilters; page: RunsPage } | ApiError> {
  const search = runsSearch(filters, { offset: 0, limit: FIRST_ROWS }, await currentTimeZone());
  const { data: query, error } = runsQuery.safeParse(Object.fromEntries(search));
  if (error) return invalidRequest(error);
  try {
    return { filters, page: await queryRuns(query) };
  } catch (failure) {
    // The view asks again and points at the mistake.
    if (failure instanceof QueryError) return firstPage({ ...filters, q: '' });
    if (isUserError(failure)) return { error: failure.message, details: detailsOf(failure) };
    throw failure;
  }
}
