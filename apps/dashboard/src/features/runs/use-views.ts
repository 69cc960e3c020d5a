'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { viewsMessages } from '#i18n/views';
import { getJson, sendJson } from '#components/connection/fetch-json';
import { useMessages } from '#components/language';
import { useToast } from '#components/toast';
import type { View, ViewRequest, ViewsPage } from '#api/views';

const KEY = ['views'];

/** The saved views, asked for whenever they are shown, because others save views too. */
export function useViews() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => getJson<ViewsPage>('/views', signal),
    staleTime: 0,
  });
}

/** Saves and deletes views; each shows a notification with an undo button where something is lost, or the error. */
export function useViewChanges() {
  const text = useMessages(viewsMessages);
  const client = useQueryClient();
  const { done, failed } = useToast();

  const change = async (request: Promise<ViewsPage>) => client.setQueryData(KEY, await request);
  const put = (view: ViewRequest) => change(sendJson<ViewsPage>('PUT', '/views', view));
  const restore = ({ name, search, columns }: View) => put({ name, search, columns, overwrite: true });
  const shown = async (act: () => Promise<unknown>, told: string, undo?: () => Promise<unknown>) => {
    try {
      await act();
      done(told, undo);
    } catch (error) {
      failed(error);
      // Somebody else has changed the views.
      void client.invalidateQueries({ queryKey: KEY });
    }
  };

  return {
    /** @param before the view of that name, which is overwritten */
    save: (view: ViewRequest, before: View | undefined) =>
      before
        ? shown(
            () => put({ ...view, overwrite: true }),
            text.overwritten(view.name),
            () => restore(before),
          )
        : shown(() => put(view), text.saved(view.name)),
    remove: (view: View) =>
      shown(
        () => change(sendJson<ViewsPage>('DELETE', `/views?${new URLSearchParams({ name: view.name })}`)),
        text.deleted(view.name),
        () => restore(view),
      ),
  };
}
