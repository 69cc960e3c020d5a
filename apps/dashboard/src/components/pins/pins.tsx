'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { pinsMessages } from '#i18n/pins';
import { getJson, sendJson } from '../connection/fetch-json';
import { useMessages } from '../language';
import { useToast } from '../toast';
import type { ReactNode } from 'react';
import type { Pin, PinsPage } from '#api/pins';

interface Pins {
  pins: readonly Pin[];
  /** Why they can't be read. */
  error: Error | null;
}

const PinsContext = createContext<Pins>({ pins: [], error: null });
/** Below `runs`: a pin's results are those of its runs, which may change or be deleted. */
const KEY = ['runs', 'pins'];
/** Milliseconds: others may pin, too. */
const HOLDS = 5_000;

/** Gives a page the pinned baselines; `initial`: those of the server's first paint. */
export function PinsProvider({ initial, children }: { initial: PinsPage | undefined; children: ReactNode }) {
  const { data, error } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => getJson<PinsPage>('/pins', signal),
    initialData: initial,
    staleTime: HOLDS,
    refetchOnWindowFocus: true,
  });
  return <PinsContext value={{ pins: data?.pins ?? [], error }}>{children}</PinsContext>;
}

export function usePins(): Pins {
  return useContext(PinsContext);
}

/** An experiment's pinned baseline, if there is one. */
export function usePin(experiment: string | undefined): Pin | undefined {
  return usePins().pins.find((pin) => pin.experiment === experiment);
}

/** Pins and unpins baselines; each shows a notification with an undo button, or the error. */
export function usePinning() {
  const text = useMessages(pinsMessages);
  const client = useQueryClient();
  const { pins } = usePins();
  const { done, failed } = useToast();

  const change = async (request: Promise<PinsPage>) => {
    const page = await request;
    client.setQueryData(KEY, page);
    return page;
  };
  const put = (runs: readonly string[]) => change(sendJson<PinsPage>('PUT', '/pins', { runs }));
  const remove = (experiment: string) =>
    change(sendJson<PinsPage>('DELETE', `/pins?experiment=${encodeURIComponent(experiment)}`));

  const pin = async (runs: readonly string[]) => {
    try {
      const page = await put(runs);
      const { experiment = '' } = page.pins.find((pin) => pin.runs.includes(runs[0])) ?? {};
      const before = pins.find((pin) => pin.experiment === experiment);
      const undo = () => (before && before.runs.length > 0 ? put(before.runs) : remove(experiment));
      done(text.pinned(experiment), undo);
    } catch (error) {
      failed(error);
    }
  };

  const unpin = async ({ experiment, runs }: Pin) => {
    try {
      await remove(experiment);
      done(text.unpinned(experiment), runs.length > 0 ? () => put(runs) : undefined);
    } catch (error) {
      failed(error);
    }
  };

  return { pin, unpin };
}
