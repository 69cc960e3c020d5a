'use client';

import { useEffect, useEffectEvent } from 'react';
import { API_ROOT } from '#api/links';
import { checkConnection, connectionEnds, useLostSince } from './connection';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;

type Handlers<Events> = { [Name in keyof Events]?: (data: Events[Name]) => void };

/**
 * Subscribes to server-sent events of the API while mounted, and reconnects after the connection was lost.
 *
 * A background tab is not connected: a browser allows six connections per server for all its tabs.
 *
 * `path`, relative to /api/v1, is evaluated at every connection, so that it can contain a cursor. `key` identifies the
 * stream: a new key opens a new connection, null opens none. `onOpen` is called at every connection.
 */
export function useEvents<Events extends object>(
  key: string | null,
  path: () => string,
  handlers: Handlers<Events>,
  onOpen?: () => void,
): void {
  const currentPath = useEffectEvent(path);
  const handle = useEffectEvent((name: string, data: unknown) => {
    (handlers as Record<string, ((data: unknown) => void) | undefined>)[name]?.(data);
  });
  const opened = useEffectEvent(() => onOpen?.());
  const names = Object.keys(handlers).join();
  // Reconnects as soon as the server is back, whatever the pause has grown to.
  const isLost = useLostSince() !== null;

  useEffect(() => {
    if (key === null || isLost) return;
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout>;
    let pause = FIRST_PAUSE;

    const connect = () => {
      if (document.visibilityState === 'hidden') return;
      const opening = new EventSource(`${API_ROOT}${currentPath()}`);
      source = opening;
      for (const name of names.split(',')) {
        opening.addEventListener(name, (event: MessageEvent<string>) => handle(name, JSON.parse(event.data)));
      }
      opening.addEventListener('shutdown', connectionEnds);
      opening.onopen = () => {
        pause = FIRST_PAUSE;
        opened();
      };
      // The browser's own reconnection would use the old cursor, and gives up after an HTTP error.
      opening.onerror = () => {
        opening.close();
        checkConnection();
        timer = setTimeout(connect, pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE);
      };
    };
    const disconnect = () => {
      clearTimeout(timer);
      source?.close();
    };
    const reconnect = () => {
      disconnect();
      connect();
    };
    connect();
    document.addEventListener('visibilitychange', reconnect);
    return () => {
      document.removeEventListener('visibilitychange', reconnect);
      disconnect();
    };
  }, [key, names, isLost]);
}
