'use client';

import { createLoader, createSerializer } from 'nuqs/server';
import { useId, useState } from 'react';
import { viewsMessages } from '#i18n/views';
import { Button, IconButton } from '#components/button';
import { Failure } from '#components/failure';
import { CloseIcon } from '#components/icons';
import { useMessages } from '#components/language';
import { Popover } from '#components/popover';
import { runsParsers } from './filters-url';
import { useViewChanges, useViews } from './use-views';
import styles from './views.module.css';
import type { FormEvent } from 'react';
import type { View } from '#api/views';
import type { Column } from './columns';
import type { RunsFilters } from './filters-url';

/** What a view keeps of the list. `columns`: null for the default ones. */
interface Listed {
  filters: RunsFilters;
  columns: Column[] | null;
}

interface ViewsProps {
  listed: Listed;
  onOpen: (listed: Listed) => void;
}

const filtersOf = createLoader(runsParsers);
const addressOf = createSerializer(runsParsers);

/** A button that opens the saved views. */
export function Views(props: ViewsProps) {
  const text = useMessages(viewsMessages);
  return (
    <Popover title={text.title} trigger={<Button title={text.hint}>{text.views}</Button>}>
      <SavedViews {...props} />
    </Popover>
  );
}

function SavedViews({ listed, onOpen }: ViewsProps) {
  const text = useMessages(viewsMessages);
  const { data, error } = useViews();
  const { save, remove } = useViewChanges();
  const views = data?.views ?? [];
  const current = { search: searchOf(listed.filters), columns: listed.columns };

  const open = ({ search, columns }: View) =>
    onOpen({ filters: filtersOf(new URLSearchParams(search)), columns });

  return (
    <div className={styles.views}>
      {error && <Failure error={error} />}
      {data && views.length === 0 && <p className="quiet">{text.none}</p>}
      {views.length > 0 && (
        <ul>
          {views.map((view) => (
            <li key={view.name}>
              <Button
                look="bare"
                className={styles.name}
                aria-label={text.open(view.name)}
                aria-current={isSame(view, current)}
                onClick={() => open(view)}
              >
                {view.name}
              </Button>
              <Button
                aria-label={text.overwriteView(view.name)}
                disabled={isSame(view, current)}
                onClick={() => void save({ name: view.name, ...current }, view)}
              >
                {text.overwrite}
              </Button>
              <IconButton label={text.deleteView(view.name)} onClick={() => void remove(view)}>
                <CloseIcon />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {data && <NewView views={views} onSave={(name, before) => void save({ name, ...current }, before)} />}
    </div>
  );
}

function NewView({
  views,
  onSave,
}: {
  views: readonly View[];
  onSave: (name: string, before: View | undefined) => void;
}) {
  const text = useMessages(viewsMessages);
  const [typed, setTyped] = useState('');
  const [field, hint] = [useId(), useId()];
  const name = typed.trim().normalize('NFC');
  const before = views.find((view) => view.name === name);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(name, before);
    setTyped('');
  };

  return (
    <form onSubmit={submit}>
      <label htmlFor={field}>{text.name}</label>
      <input
        id={field}
        value={typed}
        maxLength={100}
        autoComplete="off"
        aria-describedby={hint}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button type="submit" look="primary" disabled={name === ''}>
        {before ? text.overwrite : text.save}
      </Button>
      <p id={hint} role="status" className="quiet">
        {before && text.exists}
      </p>
    </form>
  );
}

/** The query string of the list's address, in ASCII. */
function searchOf(filters: RunsFilters): string {
  return String(new URLSearchParams(addressOf(filters)));
}

function isSame(view: View, { search, columns }: Pick<View, 'search' | 'columns'>): boolean {
  return view.search === search && JSON.stringify(view.columns) === JSON.stringify(columns);
}
