import { useCallback, useEffect, useState } from 'react';
import { API_ROOT, modelPath } from '#api/links';
import { loadEnsemble } from './ensemble';
import { loadModel } from './model';
import type { PlaygroundMember } from '#api/playground';
import type { InnerModel } from '#api/links';
import type { Model } from './model';

export type ModelState =
  | { status: 'loading'; part: number }
  | { status: 'ready'; model: Model }
  | { status: 'failed'; reason: string };

/** The saved model of a run while the component is there, or the one that its hold-out was forecast with. */
export function useModel(id: string, inner?: InnerModel): ModelState {
  return useLoaded(useCallback((onProgress) => loadModel(addressOf(id, inner), onProgress), [id, inner]));
}

/** The saved model of a run on texts while the component is there: with its members, if it is an ensemble. */
export function useTextModel(id: string, members: readonly PlaygroundMember[] | null): ModelState {
  return useLoaded(
    useCallback(
      (onProgress) => {
        const addresses = members?.map(({ name, isNetwork }) =>
          isNetwork ? addressOf(id, `members/${name}`) : null,
        );
        return addresses
          ? loadEnsemble(addressOf(id), addresses, onProgress)
          : loadModel(addressOf(id), onProgress);
      },
      [id, members],
    ),
  );
}

function addressOf(id: string, inner?: InnerModel): string {
  return `${API_ROOT}${modelPath(id, inner)}`;
}

/** @param load called again only when it has changed */
function useLoaded(load: (onProgress: (part: number) => void) => Promise<Model>): ModelState {
  const [state, setState] = useState<ModelState>({ status: 'loading', part: 0 });
  useEffect(() => {
    let isGone = false;
    const set = (next: ModelState) => isGone || setState(next);
    const loading = load((part) => set({ status: 'loading', part }));
    loading.then(
      (model) => set({ status: 'ready', model }),
      (error: Error) => set({ status: 'failed', reason: error.message }),
    );
    return () => {
      isGone = true;
      loading.then((model) => model.dispose()).catch(() => undefined);
    };
  }, [load]);
  return state;
}
