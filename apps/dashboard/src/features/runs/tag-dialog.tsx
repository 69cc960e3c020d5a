'use client';

import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { runPath } from '#api/links';
import { runsMessages } from '#i18n/runs';
import { getJson } from '#components/connection/fetch-json';
import { Button } from '#components/button';
import { Dialog } from '#components/dialog';
import { CloseIcon } from '#components/icons';
import { useMessages } from '#components/language';
import { useRunActions } from './actions';
import styles from './tag-dialog.module.css';
import { settleAll } from './settle-all';
import type { FormEvent } from 'react';
import type { RunDetail } from '#api/run';

/** Adds a tag to the runs, or removes one that some of them have. `known`: tags to choose from. */
export default function TagDialog({
  ids,
  known,
  onClose,
}: {
  ids: readonly string[];
  known: readonly string[];
  onClose: () => void;
}) {
  const text = useMessages(runsMessages);
  const { addTag, removeTag } = useRunActions();
  const [tag, setTag] = useState('');
  const [field, list] = [useId(), useId()];
  const { data: present = [] } = useQuery({
    queryKey: ['runs', 'tags of', ids],
    queryFn: () => tagsOf(ids),
  });

  const add = (event: FormEvent) => {
    event.preventDefault();
    onClose();
    void addTag(ids, tag.trim());
  };
  const remove = (gone: string) => {
    onClose();
    void removeTag(ids, gone);
  };

  return (
    <Dialog open onOpenChange={onClose} title={text.tagTitle(ids.length)}>
      <form onSubmit={add} className={styles.tagForm}>
        <label htmlFor={field}>{text.tagLabel}</label>
        <input
          id={field}
          list={list}
          value={tag}
          maxLength={100}
          autoComplete="off"
          onChange={({ target }) => setTag(target.value)}
        />
        <datalist id={list}>
          {known.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <Button type="submit" look="primary" disabled={!tag.trim()}>
          {text.add}
        </Button>
      </form>
      {present.length > 0 && (
        <>
          <p className="quiet">{text.tagsOfSelection}</p>
          <p className={styles.tags}>
            {present.map((one) => (
              <Button key={one} onClick={() => remove(one)} aria-label={text.removeTag(one)}>
                {one} <CloseIcon width={12} />
              </Button>
            ))}
          </p>
        </>
      )}
    </Dialog>
  );
}

async function tagsOf(ids: readonly string[]): Promise<string[]> {
  const { values } = await settleAll(ids, (id) => getJson<RunDetail>(runPath(id)));
  return [...new Set(values.flatMap(({ annotations }) => annotations.tags))].sort();
}
