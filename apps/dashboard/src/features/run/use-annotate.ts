'use client';

import { useQueryClient } from '@tanstack/react-query';
import { runPath } from '#api/links';
import { sendJson } from '#components/connection/fetch-json';
import { useToast } from '#components/toast';
import { runKey } from './use-run';
import type { AnnotationsChange, RunDetail } from '#api/run';

/**
 * Returns a function that changes a run's annotations and shows a notification; `before` enables undo. It resolves to
 * whether the change was saved.
 */
export function useAnnotate(id: string) {
  const client = useQueryClient();
  const toast = useToast();

  async function patch(change: AnnotationsChange): Promise<void> {
    const changed = await sendJson<RunDetail>('PATCH', runPath(id), change);
    client.setQueryData(runKey(id), changed);
  }

  return async (change: AnnotationsChange, done: string, before?: AnnotationsChange): Promise<boolean> => {
    try {
      await patch(change);
    } catch (error) {
      toast.failed(error);
      return false;
    }
    toast.done(done, before && (() => patch(before)));
    return true;
  };
}
