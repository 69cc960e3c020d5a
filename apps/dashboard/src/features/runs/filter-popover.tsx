'use client';

import { runsMessages } from '#i18n/runs';
import { Button } from '#components/button';
import { useLanguage, useMessages } from '#components/language';
import { Popover } from '#components/popover';
import { metricTitle } from '#components/metric-title';
import { hiddenFilters } from './filters';
import choiceStyles from './choice.module.css';
import chosenStyles from './chosen.module.css';
import styles from './filter-popover.module.css';
import { FilterSelect } from './select';
import type { HTMLInputTypeAttribute } from 'react';
import type { ToolbarProps } from './toolbar';

/** The less common filters: dates, a metric's range, the archive. */
export function FilterPopover({ filters, onChange, page: { facets, counts } }: ToolbarProps) {
  const text = useMessages(runsMessages);
  const language = useLanguage();
  const count = hiddenFilters(filters);

  const field = (name: 'from' | 'to' | 'min' | 'max', type: HTMLInputTypeAttribute) => (
    <label>
      {text[name]}
      <input
        type={type}
        step="any"
        value={filters[name] ?? ''}
        onChange={({ target: { value, valueAsNumber } }) =>
          onChange({ [name]: value === '' ? null : type === 'number' ? valueAsNumber : value })
        }
      />
    </label>
  );

  return (
    <Popover
      title={text.filters}
      trigger={<Button className={count > 0 ? chosenStyles.chosen : ''}>{text.activeFilters(count)}</Button>}
    >
      <div className={styles.filters}>
        {field('from', 'date')}
        {field('to', 'date')}
        <label className={styles.wide}>
          {text.metric}
          <FilterSelect
            label={text.metric}
            value={filters.metric}
            none={text.noMetric}
            options={facets.metrics.map((key) => [key, metricTitle(key, language)])}
            onChange={(metric) => onChange(metric ? { metric } : { metric, min: null, max: null })}
          />
        </label>
        {filters.metric && field('min', 'number')}
        {filters.metric && field('max', 'number')}
        <label className={`${styles.wide} ${choiceStyles.choice}`}>
          <input
            type="checkbox"
            checked={filters.archived}
            onChange={({ target }) => onChange({ archived: target.checked || null })}
          />
          {text.archivedCount(counts.archived)}
        </label>
      </div>
    </Popover>
  );
}
