'use client';

import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { runMessages } from '#i18n/run';
import { Button } from '#components/button';
import { CloseIcon } from '#components/icons';
import { useMessages } from '#components/language';
import cardStyles from './card.module.css';
import styles from './annotations.module.css';
import { useAnnotate } from './use-annotate';
import type { KeyboardEvent } from 'react';
import type { RunDetail } from '#api/run';

const MarkdownText = lazy(() => import('./markdown-text'));

/** Tags and notes, edited in place; notes are shown as Markdown. */
export function AnnotationsEditor({ detail: { id, annotations } }: { detail: RunDetail }) {
  return (
    <section className={cardStyles.card}>
      <Tags id={id} tags={annotations.tags} />
      <Notes id={id} notes={annotations.notes} />
    </section>
  );
}

function Tags({ id, tags }: { id: string; tags: string[] }) {
  const text = useMessages(runMessages);
  const annotate = useAnnotate(id);
  const [added, setAdded] = useState('');

  async function add() {
    const tag = added.trim();
    if (tag === '' || tags.includes(tag)) return setAdded('');
    if (await annotate({ tags: [...tags, tag] }, text.saved)) setAdded('');
  }

  return (
    <div className={styles.tags}>
      <h2>{text.tags}</h2>
      <ul>
        {tags.map((tag) => (
          <li key={tag}>
            {tag}
            <button
              type="button"
              aria-label={text.removeTag(tag)}
              onClick={() => void annotate({ tags: tags.filter((one) => one !== tag) }, text.saved, { tags })}
            >
              <CloseIcon width="12" height="12" />
            </button>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <input
          value={added}
          onChange={({ target }) => setAdded(target.value)}
          maxLength={100}
          placeholder={text.addTag}
          aria-label={text.addTag}
        />
      </form>
    </div>
  );
}

interface Draft {
  text: string;
  /** The saved notes that the draft was started from. */
  from: string;
}

/** Unsaved drafts by run id; they survive navigation to another page. */
const drafts = new Map<string, Draft>();

function Notes({ id, notes }: { id: string; notes: string }) {
  const text = useMessages(runMessages);
  const annotate = useAnnotate(id);
  /** null if nothing has been typed; then notes saved elsewhere show up. */
  const [draft, setDraft] = useState<Draft | null>(() => drafts.get(id) ?? null);
  const isChanged = draft !== null && draft.text !== notes;
  const isEditing = draft !== null || notes === '';
  const field = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    if (draft) drafts.set(id, draft);
    else drafts.delete(id);
  }, [id, draft]);

  useEffect(() => {
    if (!isChanged) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isChanged]);

  async function save() {
    if (isChanged && (await annotate({ notes: draft.text }, text.saved, { notes }))) setDraft(null);
  }

  function edit() {
    flushSync(() => setDraft({ text: notes, from: notes }));
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
  }

  return (
    <div className={styles.notes}>
      <h2 id="notes">{text.notes}</h2>
      {isEditing ? (
        <textarea
          ref={field}
          aria-labelledby="notes"
          rows={Math.min(12, Math.max(3, (draft?.text ?? notes).split('\n').length))}
          maxLength={100_000}
          placeholder={text.notesPlaceholder}
          value={draft?.text ?? notes}
          onChange={({ target }) => setDraft({ text: target.value, from: draft?.from ?? notes })}
          onKeyDown={onKeyDown}
        />
      ) : (
        // Until the reader of Markdown is loaded, the notes as they were written.
        <Suspense fallback={<p className={styles.plain}>{notes}</p>}>
          <MarkdownText text={notes} />
        </Suspense>
      )}
      {isChanged && draft.from !== notes && <p role="status">{text.notesChanged}</p>}
      <p className={styles.buttons}>
        {!isEditing && <Button onClick={edit}>{text.editNotes}</Button>}
        {isChanged && (
          <Button look="primary" onClick={() => void save()}>
            {text.save}
          </Button>
        )}
        {draft !== null && <Button onClick={() => setDraft(null)}>{text.discard}</Button>}
      </p>
    </div>
  );
}
