'use client';

import { commonMessages } from '../messages/common';
import { runsMessages } from '../messages/runs';
import { formatParameter, formatValue } from '../ui/format';
import { ChevronIcon } from '../ui/icons';
import { useLanguage, useMessages } from '../ui/language';
import { columnTitle, isNumeric, splitColumn } from './columns';
import styles from './runs-table.module.css';
import type { MetricKey, RunGroup } from '../server/contract';
import type { Column } from './columns';
import type { LineProps } from './line';

/** The head of a group: what its runs share, how many they are, and mean ± deviation of their results. */
export function GroupLine({
  group,
  columns,
  params,
  isExpanded,
  isSelected,
  isActive,
  ...line
}: LineProps & {
  group: RunGroup;
  columns: readonly Column[];
  /** Those that tell this group from others; null where groups are experiments. */
  params: readonly string[] | null;
  isExpanded: boolean;
  isSelected: boolean | 'some';
}) {
  const text = useMessages(runsMessages);
  const language = useLanguage();
  const { run } = group;
  const name = run ? [run.experiment, params && run.model].filter(Boolean).join(' · ') : text.brokenGroup;
  const firstResult = columns.findIndex((column) => column.startsWith('result.'));
  /** Columns before the first that says something of a group. */
  const plain = firstResult < 0 ? columns.length : firstResult;
  return (
    <tr
      {...line}
      role="row"
      className={styles.group}
      tabIndex={isActive ? 0 : -1}
      aria-level={1}
      aria-expanded={isExpanded}
      aria-selected={isSelected === true}
    >
      <td role="gridcell" className={styles.check}>
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
      <th role="rowheader" scope="row" className={styles.name} colSpan={1 + plain}>
        <ChevronIcon className={isExpanded ? styles.unfolded : styles.folded} />
        {name} <small>{text.runsInGroup(group.ids.length, group.seeds)}</small>
        {run && (
          <span className={styles.shared}>
            {params
              ? params.map((param) => `${param}=${formatParameter(run.params[param])}`).join(' ')
              : run.title[language]}
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
          <Mean column={column} group={group} />
        </td>
      ))}
    </tr>
  );
}

function Mean({ column, group }: { column: Column; group: RunGroup }) {
  const { deviation: describe } = useMessages(runsMessages);
  const { notebook } = useMessages(commonMessages);
  const [kind, key] = splitColumn(column);
  const statistics = kind === 'result' ? group.results[key as MetricKey] : undefined;
  if (!statistics) return null;
  const { mean, deviation, count } = statistics;
  const [split, metric] = key.split('.') as ['test', 'loss'];
  const reference = group.run?.reference[split]?.[metric];
  return (
    <span title={describe(count)}>
      <b>{formatValue(mean)}</b>
      {deviation !== null && <span className={styles.deviation}> ± {formatValue(deviation)}</span>}{' '}
      {reference !== undefined && (
        <small>
          {notebook} {formatValue(reference)}
        </small>
      )}
    </span>
  );
}
