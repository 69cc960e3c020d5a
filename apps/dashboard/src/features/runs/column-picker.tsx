'use client';

import { runsMessages } from '#i18n/runs';
import { Button } from '#components/button';
import { useLanguage, useMessages } from '#components/language';
import { Popover } from '#components/popover';
import { columnGroups, columnTitle } from './columns';
import choiceStyles from './choice.module.css';
import styles from './column-picker.module.css';
import type { RunsPage } from '#api/runs';
import type { PopoverProps } from '#components/popover';
import type { Column } from './columns';

/** Chooses the columns, in the order of selection; null resets them to the default. `children` is the button. */
export function ColumnPicker({
  facets,
  columns,
  onColumns,
  children,
}: {
  facets: RunsPage['facets'];
  columns: readonly Column[];
  onColumns: (columns: Column[] | null) => void;
  children: PopoverProps['trigger'];
}) {
  const text = useMessages(runsMessages);
  const language = useLanguage();
  const groups = columnGroups(facets);

  const toggle = (column: Column, isShown: boolean) =>
    onColumns(isShown ? [...columns, column] : columns.filter((one) => one !== column));

  return (
    <Popover trigger={children} title={text.chooseColumns}>
      <div className={styles.columns}>
        {Object.entries(groups).map(
          ([group, names]) =>
            names.length > 0 && (
              <fieldset key={group}>
                <legend>{text.columnGroups[group as keyof typeof groups]}</legend>
                {names.map((column) => (
                  <label key={column} className={choiceStyles.choice}>
                    <input
                      type="checkbox"
                      checked={columns.includes(column)}
                      onChange={({ target }) => toggle(column, target.checked)}
                    />
                    {columnTitle(column, language)}
                  </label>
                ))}
              </fieldset>
            ),
        )}
      </div>
      <Button look="bare" onClick={() => onColumns(null)}>
        {text.resetColumns}
      </Button>
    </Popover>
  );
}
