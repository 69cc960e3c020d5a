'use client';

import { metricInfoOf, splitMetricKey } from '@rnn-lab/runs/metrics';
import { commonMessages } from '#i18n/common';
import { runsMessages } from '#i18n/runs';
import { comparableReference } from '#api/notebook';
import { halfByRows } from '#api/seed-sets';
import { formatDuration, formatParameter, formatValue } from '#components/format';
import { ChevronIcon } from '#components/icons';
import { useLanguage, useMessages } from '#components/language';
import { PinDelta } from '#components/pins/pin-delta';
import { Timestamp } from '#components/timestamp';
import { Unit } from '#components/unit';
import { columnTitle, isNumeric, splitColumn } from './columns';
import rowStyles from './row.module.css';
import styles from './group-row.module.css';
import type { MetricKey } from '@rnn-lab/runs';
import type { RunGroup } from '#api/runs';
import type { Column } from './columns';
import type { RowProps } from './table-row';

/** The row of a group: what its runs share, their number, and mean ± deviation of their results. */
export function GroupTableRow({
  group,
  columns,
  params,
  isExpanded,
  isSelected,
  isActive,
  ...rowProps
}: RowProps & {
  group: RunGroup;
  columns: readonly Column[];
  /** The parameters that distinguish this group; null if groups are experiments. */
  params: readonly string[] | null;
  isExpanded: boolean;
  isSelected: boolean | 'some';
}) {
  const text = useMessages(runsMessages);
  const language = useLanguage();
  const { run } = group;
  const name = run ? [run.experiment, params && run.model].filter(Boolean).join(' · ') : text.brokenGroup;
  const firstValue = columns.findIndex(hasGroupValue);
  /** Number of columns before the first one that a group has a value in. */
  const plain = firstValue < 0 ? columns.length : firstValue;
  const shared = params
    ? params.map((param) => `${param}=${formatParameter(run?.params[param])}`).join(' ')
    : run?.title[language];
  return (
    <tr
      {...rowProps}
      role="row"
      className={rowStyles.group}
      tabIndex={isActive ? 0 : -1}
      aria-level={1}
      aria-expanded={isExpanded}
      aria-selected={isSelected === true}
    >
      <td role="gridcell" className={rowStyles.check}>
        <label>
          <input
            type="checkbox"
            checked={isSelected === true}
            ref={(box) => {
              if (box) box.indeterminate = isSelected === 'some';
            }}
            readOnly
            tabIndex={-1}
            data-select
            aria-label={text.selectGroup(name)}
          />
        </label>
      </td>
      <th role="rowheader" scope="row" className={rowStyles.name} colSpan={1 + plain}>
        <ChevronIcon className={isExpanded ? styles.unfolded : styles.folded} />
        {name} <small>{text.runsInGroup(group.ids.length, group.seeds)}</small>
        {run && (
          <span className={styles.shared} title={shared}>
            {shared}
          </span>
        )}
      </th>
      {columns.slice(plain).map((column) => (
        <td
          key={column}
          role="gridcell"
          data-column={column}
          data-title={columnTitle(column, language)}
          className={isNumeric(column) ? 'number' : undefined}
        >
          <GroupCell column={column} group={group} isSeedSet={params !== null} />
        </td>
      ))}
    </tr>
  );
}

function hasGroupValue(column: Column): boolean {
  return ['started', 'duration', 'result'].includes(splitColumn(column)[0]);
}

/** A group's cell in a column: the newest start, or a mean. */
function GroupCell({ column, group, isSeedSet }: { column: Column; group: RunGroup; isSeedSet: boolean }) {
  const text = useMessages(runsMessages);
  const language = useLanguage();
  const [kind, key] = splitColumn(column);
  switch (kind) {
    case 'started':
      return group.startedAt && <Timestamp at={group.startedAt} />;
    case 'duration':
      return (
        group.duration !== null && <span title={text.mean}>{formatDuration(group.duration, language)}</span>
      );
    case 'result':
      return <Mean metric={key as MetricKey} {...{ group, isSeedSet }} />;
    default:
      return null;
  }
}

function Mean({ metric: key, group, isSeedSet }: { metric: MetricKey; group: RunGroup; isSeedSet: boolean }) {
  const { deviation: describe, byRows } = useMessages(runsMessages);
  const { notebook } = useMessages(commonMessages);
  const statistics = group.results[key];
  if (!statistics) return null;
  const { mean, deviation, count } = statistics;
  const [split, metric] = splitMetricKey(key);
  // A mean over different parameters has no counterpart in the notebook.
  const reference = isSeedSet && group.run ? comparableReference(group.run)[split]?.[metric] : undefined;
  const { testRows } = group.run ?? {};
  const half = split === 'test' ? halfByRows(key, mean, testRows) : null;
  const interval = half !== null && testRows ? byRows(formatValue(half), testRows.toLocaleString('en')) : '';
  return (
    <span title={[describe(count), interval].filter(Boolean).join('; ')}>
      <b>{formatValue(mean)}</b>
      {deviation !== null && <span className={styles.deviation}> ± {formatValue(deviation)}</span>}{' '}
      <Unit unit={metricInfoOf(metric, group.run?.metricInfo ?? {}).unit} />{' '}
      {reference !== undefined && (
        <small>
          {notebook} {formatValue(reference)}
        </small>
      )}
      {isSeedSet && group.run && (
        <PinDelta
          ids={group.ids}
          experiment={group.run.experiment}
          metric={key}
          measured={{ ...group.run, sample: statistics }}
        />
      )}
    </span>
  );
}
