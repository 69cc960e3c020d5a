'use client';

import { useEffect, useRef, useState } from 'react';
import { commonMessages } from '#i18n/common';
import { runsMessages } from '#i18n/runs';
import { Button } from '#components/button';
import { ExportLink } from '#components/export-link';
import { ColumnsIcon, SearchIcon } from '#components/icons';
import { useMessages, useTimeZone } from '#components/language';
import { useShortcuts } from '#components/shortcuts';
import { GROUPINGS, STATUSES } from '#api/names';
import { ColumnPicker } from './column-picker';
import { FilterPopover } from './filter-popover';
import { hiddenFilters, NO_FILTERS, tableSearch } from './filters';
import chosenStyles from './chosen.module.css';
import styles from './toolbar.module.css';
import { QueryHelp } from './query-help';
import { QUERY_PROBLEM } from './query-problem';
import { FilterSelect, Select } from './select';
import { SortSelect } from './sort-select';
import type { ReactNode } from 'react';
import type { RunsPage } from '#api/runs';
import type { Column } from './columns';
import type { RunsFilters } from './filters-url';

export interface ToolbarProps {
  filters: RunsFilters;
  onChange: (change: { [Name in keyof RunsFilters]?: RunsFilters[Name] | null }) => void;
  page: RunsPage;
}

/** Search, filters, grouping and columns. */
export function Toolbar({
  isRefused,
  columns,
  onColumns,
  views,
  ...props
}: ToolbarProps & {
  /** The query is wrong, and `QueryProblem` says why. */
  isRefused: boolean;
  columns: readonly Column[];
  onColumns: (columns: Column[] | null) => void;
  /** The button of the saved views. */
  views: ReactNode;
}) {
  const { filters, onChange, page } = props;
  const text = useMessages(runsMessages);
  const timeZone = useTimeZone();
  const { status: statuses } = useMessages(commonMessages);
  const { experiments, tags } = page.facets;
  const [isUnfolded, setUnfolded] = useState(false);
  const active =
    hiddenFilters(filters) + [filters.experiment, filters.status, filters.tag].filter(Boolean).length;

  return (
    <div className={styles.toolbar} role="search">
      <Search value={filters.q} isRefused={isRefused} onChange={(q) => onChange({ q })} />
      <QueryHelp />
      <Button
        className={`${styles.fold} ${active > 0 ? chosenStyles.chosen : ''}`}
        aria-expanded={isUnfolded}
        aria-controls="runs-controls"
        onClick={() => setUnfolded(!isUnfolded)}
      >
        {text.controls(active)}
      </Button>
      <div id="runs-controls" className={styles.controls} data-unfolded={isUnfolded}>
        <FilterSelect
          label={text.experiment}
          value={filters.experiment}
          none={text.any.experiment}
          options={experiments.map((one) => [one, one])}
          onChange={(experiment) => onChange({ experiment })}
        />
        <FilterSelect
          label={text.status}
          value={filters.status}
          none={text.any.status}
          options={STATUSES.map((one) => [one, statuses[one]])}
          onChange={(status) => onChange({ status })}
        />
        {(tags.length > 0 || filters.tag) && (
          <FilterSelect
            label={text.tag}
            value={filters.tag}
            none={text.any.tag}
            options={tags.map((one) => [one, one])}
            onChange={(tag) => onChange({ tag })}
          />
        )}
        <FilterPopover {...props} />
        {(active > 0 || filters.q) && (
          <Button look="bare" onClick={() => onChange(NO_FILTERS)}>
            {text.clearFilters}
          </Button>
        )}
        <span className={styles.gap} />
        {views}
        <Select
          label={text.group}
          value={filters.group}
          options={GROUPINGS.map((one) => [one, text.groups[one]])}
          onChange={(group) => onChange({ group })}
        />
        <SortSelect columns={columns} sort={filters.sort} onSort={(sort) => onChange({ sort })} />
        <ColumnPicker facets={page.facets} columns={columns} onColumns={onColumns}>
          <Button>
            <ColumnsIcon /> {text.columns}
          </Button>
        </ColumnPicker>
        {!isRefused && <ExportLink search={tableSearch(filters, timeZone)} />}
      </div>
    </div>
  );
}

const TYPING_PAUSE = 150;

function Search({
  value,
  isRefused,
  onChange,
}: {
  value: string;
  isRefused: boolean;
  onChange: (value: string) => void;
}) {
  const text = useMessages(runsMessages);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const [told, setTold] = useState(value);
  // The query was changed elsewhere: the filters were cleared, or the browser went back.
  if (value !== told) {
    setTold(value);
    setTyped(value);
  }

  useEffect(() => {
    if (typed === told) return;
    const timer = setTimeout(() => {
      setTold(typed);
      onChange(typed);
    }, TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [typed, told, onChange]);

  useShortcuts([{ keys: ['/'], label: text.shortcuts.search, run: () => field.current?.select() }]);

  return (
    <span className={styles.search}>
      <SearchIcon />
      <input
        ref={field}
        type="search"
        value={typed}
        placeholder={text.searchHint}
        aria-label={text.search}
        aria-keyshortcuts="/"
        aria-invalid={isRefused}
        aria-describedby={isRefused ? QUERY_PROBLEM : undefined}
        onChange={({ target }) => setTyped(target.value)}
        // The arrow keys then move through the results.
        onKeyDown={({ key }) => ['Enter', 'Escape'].includes(key) && field.current?.blur()}
      />
    </span>
  );
}
