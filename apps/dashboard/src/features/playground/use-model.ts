import { useEffect, useState } from 'react';
import { API_ROOT, modelPath } from '#api/links';
import { loadModel } from './model';
import type { Model } from './model';

export type ModelState =
  | { status: 'loading'; part: number }
  | { status: 'ready'; model: Model }
  | { status: 'failed'; reason: string };

/** The saved model of a run while the component is there, or the one that its hold-out was forecast with. */
export function useModel(id: string, isHoldout = false): ModelState {
  const [state, setState] = useState<ModelState>({ status: 'loading', part: 0 });
  useEffect(() => {
    let isGone = false;
    const set = (next: ModelState) => isGone || setState(next);
    const loading = loadModel(`${API_ROOT}${modelPath(id, isHoldout)}`, (part) =>
      set({ status: 'loading', part }),
    );
    loading.then(
      (model) => set({ status: 'ready', model }),
      (error: Error) => set({ status: 'failed', reason: error.message }),
    );
    return () => {
      isGone = true;
      loading.then((model) => model.dispose()).catch(() => undefined);
    };
  }, [id, isHoldout]);
  return state;
}
