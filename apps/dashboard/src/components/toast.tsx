'use client';

import { Toast } from '@base-ui/react/toast';
import { commonMessages } from '#i18n/common';
import { Button } from './button';
import { useSentence } from './failure';
import { CloseIcon } from './icons';
import { useMessages } from './language';
import styles from './toast.module.css';
import type { ReactNode } from 'react';

/** Milliseconds: long enough to read a message and reach the button. */
const UNDO_TIMEOUT = 12_000;

export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider>
      {children}
      <Toasts />
    </Toast.Provider>
  );
}

/**
 * Shows notifications in the corner of the page.
 *
 * `done(text, undo)` has an undo button; `failed(error)` shows the API's message until it is closed.
 */
export function useToast() {
  const { add, close } = Toast.useToastManager();
  const { undo: label, undone } = useMessages(commonMessages);
  const sentenceOf = useSentence();

  const failed = (error: unknown) => {
    add({ title: sentenceOf(error as Error), type: 'error', priority: 'high', timeout: 0 });
  };

  const done = (text: string, undo?: () => Promise<unknown>) => {
    if (!undo) return void add({ title: text });
    const id = add({
      title: text,
      timeout: UNDO_TIMEOUT,
      actionProps: {
        children: label,
        onClick: () => {
          close(id);
          undo().then(() => add({ title: undone }), failed);
        },
      },
    });
  };

  return { done, failed };
}

function Toasts() {
  const { toasts } = Toast.useToastManager();
  const { close, notifications } = useMessages(commonMessages);
  return (
    <Toast.Portal>
      <Toast.Viewport className={styles.viewport} aria-label={notifications}>
        {toasts.map((toast) => (
          <Toast.Root key={toast.id} toast={toast} className={styles.toast} swipeDirection={[]}>
            <Toast.Content className={styles.content}>
              <Toast.Title className={styles.title} />
              {toast.actionProps && <Toast.Action render={<Button />} />}
              <Toast.Close render={<Button look="bare" />} aria-label={close}>
                <CloseIcon />
              </Toast.Close>
            </Toast.Content>
          </Toast.Root>
        ))}
      </Toast.Viewport>
    </Toast.Portal>
  );
}
