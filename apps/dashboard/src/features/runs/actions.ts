'use client';

import { useQueryClient } from '@tanstack/react-query';
import { runsMessages } from '#i18n/runs';
import { getJson, sendJson } from '#components/connection/fetch-json';
import { useMessages } from '#components/language';
import { useToast } from '#components/toast';
import { runPath } from '#api/links';
import { settleAll } from './settle-all';
import type { AnnotationsChange, RunDetail } from '#api/run';

function annotate(id: string, change: AnnotationsChange): Promise<RunDetail> {
  return sendJson('PATCH', runPath(id), change);
}

/** Actions on several runs. Each shows a notification with the result and an undo button, or the error. */
export function useRunActions() {
  const text = useMessages(runsMessages).done;
  const { done, failed } = useToast();
  const client = useQueryClient();

  const forEach = async <T>(ids: readonly string[], act: (id: string) => Promise<T>) => {
    const { values, errors } = await settleAll(ids, act);
    await client.invalidateQueries({ queryKey: ['runs'] });
    if (errors.length > 0) failed(errors[0]);
    return values;
  };

  const archive = async (ids: readonly string[], archived: boolean) => {
    const changed = await forEach(ids, (id) => annotate(id, { archived }).then(() => id));
    if (changed.length === 0) return;
    const told = archived ? text.archived(changed.length) : text.unarchived(changed.length);
    done(told, () => forEach(changed, (id) => annotate(id, { archived: !archived })));
  };

  /** Returns the ids of the runs that were moved to the trash. */
  const remove = async (ids: readonly string[]) => {
    const removed = await forEach(ids, (id) => sendJson('DELETE', runPath(id)).then(() => id));
    if (removed.length > 0) {
      done(text.deleted(removed.length), () =>
        forEach(removed, (id) => sendJson('POST', `/trash/${encodeURIComponent(id)}/restore`)),
      );
    }
    return removed;
  };

  const changeTags = async (
    ids: readonly string[],
    change: (tags: string[]) => string[],
    told: (count: number) => string,
  ) => {
    const before = await forEach(ids, async (id) => {
      const { tags } = (await getJson<RunDetail>(runPath(id))).annotations;
      await annotate(id, { tags: change(tags) });
      return { id, tags };
    });
    if (before.length === 0) return;
    const tagsOf = new Map(before.map(({ id, tags }) => [id, tags]));
    done(told(before.length), () =>
      forEach([...tagsOf.keys()], (id) => annotate(id, { tags: tagsOf.get(id) })),
    );
  };

  return {
    archive,
    remove,
    addTag: (ids: readonly string[], tag: string) =>
      changeTags(
        ids,
        (tags) => [...new Set([...tags, tag])],
        (count) => text.tagged(count, tag),
      ),
    removeTag: (ids: readonly string[], tag: string) =>
      changeTags(
        ids,
        (tags) => tags.filter((one) => one !== tag),
        (count) => text.untagged(count, tag),
      ),
  };
}
