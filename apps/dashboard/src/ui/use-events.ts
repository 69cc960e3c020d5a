'use client';

import { useEffect, useEffectEvent } from 'react';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;

type Handlers<Events> = { [Name in keyof Events]?: (data: Events[Name]) => void };

/**
 * Listens to a stream of server-sent events of the API while mounted, and again after the connection was lost.
 *
 * `path`, behind /api/v1, is asked for at every connection, so that it may hold a cursor; null listens to nothing.
 * `key` names the stream: another one closes the connection and opens a new one. `onOpen` is called at every
 * connection.
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

  useEffect(() => {
    if (key === null) return;
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout>;
    let pause = FIRST_PAUSE;

    const connect = () => {
      source = new EventSource(`/api/v1${currentPath()}`);
      for (const name of names.split(',')) {
        source.addEventListener(name, (event: MessageEvent<string>) => handle(name, JSON.parse(event.data)));
      }
      source.onopen = () => {
        pause = FIRST_PAUSE;
        opened();
      };
      // The browser's own reconnection would ask from the old cursor, and gives up at an HTTP error.
      source.onerror = () => {
        source.close();
        timer = setTimeout(connect, pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE);
      };
    };

    connect();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [key, names]);
}
