'use client';

import { useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import { runsMessages } from '#i18n/runs';
import { getJson } from '#components/connection/fetch-json';
import { setCookie } from '#components/cookie';
import { Failure } from '#components/failure';
import { useMessages, useTimeZone } from '#components/language';
import { joinNames } from '#api/name-list';
import { Panel } from '#components/panel';
import { PinProblems } from '#components/pins/pin-problems';
import { usualColumns } from './columns';
import { EmptyState } from './empty-state';
import { runsSearch } from './filters';
import { runsParsers } from './filters-url';
import { tableItems } from './items';
import { isQueryProblem, QueryProblem } from './query-problem';
import { RunsTable } from './runs-table';
import styles from './runs-view.module.css';
import { SelectionBar } from './selection-bar';
import { Toolbar } from './toolbar';
import { PAGE_SIZE, useRuns } from './use-runs';
import { useSelection } from './use-selection';
import { Views } from './views';
import type { FirstCommands } from './empty-state';
import type { RunsPage } from '#api/runs';
import type { Column } from './columns';
import type { RunsFilters } from './filters-url';
import type { PageName } from './items';

/** The API's maximum page size. */
const LARGEST_PAGE = 500;

/** The runs page. `initial`: the server's result for the URL; `folder`: the runs folder. */
export function RunsView({
  initial,
  initialColumns,
  folder,
  firstCommands,
}: {
  initial: { filters: RunsFilters; page: RunsPage };
  initialColumns: Column[] | null;
  folder: string;
  firstCommands: FirstCommands;
}) {
  const text = useMessages(runsMessages);
  const timeZone = useTimeZone();
  const [filters, setFilters] = useQueryStates(runsParsers);
  const [visible, setVisible] = useState<readonly PageName[]>([]);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [columns, setColumns] = useColumns(initialColumns);
  const { page, pages, isPending, error } = useRuns(filters, visible, initial);
  const selection = useSelection({
    queryKey: ['runs', 'ids', filters, timeZone],
    queryFn: () => fetchIds(filters, timeZone),
  });

  const { items, pageOf } = useMemo(
    () => tableItems(pages, { total: page.total, size: PAGE_SIZE, expanded }),
    [pages, page.total, expanded],
  );
  const showRows = (from: number, to: number) => {
    const seen = [...new Set(pageOf.slice(from, to + 1))];
    if (String(seen) !== String(visible)) setVisible(seen);
  };
  const expand = (key: string, isExpanded: boolean) =>
    setExpanded(
      (before) => new Set(isExpanded ? [...before, key] : [...before].filter((one) => one !== key)),
    );

  if (page.counts.all === 0)
    return <EmptyState folder={folder} commands={firstCommands} trash={page.counts.trash} />;
  const { all, archived } = page.counts;
  const refused = isQueryProblem(error) ? error : null;
  const shown = columns ?? usualColumns(page.facets, filters.group !== 'none');
  return (
    <div className={styles.page} aria-busy={isPending}>
      <header className={styles.head}>
        <h1>{text.title}</h1>
        <span className="quiet" role="status">
          {!refused &&
            (filters.group === 'none'
              ? text.count(page.total, filters.archived ? archived : all - archived)
              : text.groupCount(page.total))}
        </span>
        <code className={`quiet ${styles.folder}`} title={folder}>
          {folder}
        </code>
      </header>
      <Panel name={text.toolbar} of={page}>
        <Toolbar
          filters={filters}
          onChange={(change) => void setFilters(change)}
          page={page}
          isRefused={refused !== null}
          columns={shown}
          onColumns={setColumns}
          views={
            <Views
              listed={{ filters, columns }}
              onOpen={(view) => {
                void setFilters(view.filters);
                setColumns(view.columns);
              }}
            />
          }
        />
      </Panel>
      {refused && <QueryProblem query={filters.q} error={refused} />}
      {error && !refused && <Failure error={error} />}
      <PinProblems />
      {items.length > 0 ? (
        <Panel name={text.title} of={items}>
          <div className={styles.list} inert={refused !== null}>
            <RunsTable
              items={items}
              columns={shown}
              filters={filters}
              selection={selection}
              onSort={(sort) => void setFilters({ sort })}
              onExpand={expand}
              onVisible={showRows}
            />
          </div>
        </Panel>
      ) : (
        !refused && <p className={`quiet ${styles.noMatch}`}>{text.noMatch}</p>
      )}
      <Panel name={text.selectionActions} of={page}>
        <SelectionBar selection={selection} archived={filters.archived} tags={page.facets.tags} />
      </Panel>
    </div>
  );
}

/** The chosen columns, stored in a cookie that the server reads; null: the default ones. */
function useColumns(initial: Column[] | null) {
  const [columns, setColumns] = useState(initial);
  const choose = (chosen: Column[] | null) => {
    setColumns(chosen);
    setCookie('columns', chosen && joinNames(chosen));
  };
  return [columns, choose] as const;
}

async function fetchIds(filters: RunsFilters, timeZone: string): Promise<string[]> {
  // Groups list only the ids of their runs.
  const grouped = { ...filters, group: 'experiment' as const };
  const ids: string[] = [];
  for (let offset = 0; ; offset += LARGEST_PAGE) {
    const search = runsSearch(grouped, { offset, limit: LARGEST_PAGE }, timeZone);
    const { groups, total } = await getJson<RunsPage>(`/runs?${search}`);
    ids.push(...groups.flatMap(({ ids }) => ids));
    if (offset + LARGEST_PAGE >= total) return ids;
  }
}
