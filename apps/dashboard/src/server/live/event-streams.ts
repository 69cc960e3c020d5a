import { singleton } from '#server/store/singleton';

/** Notifies the viewer, then closes its stream. */
type End = () => void;

/** The open streams of this process. */
export function openStreams(): Set<End> {
  return singleton('event-streams', () => new Set<End>());
}

/** Notifies all viewers that the server is shutting down. */
export function endStreams(): void {
  for (const end of [...openStreams()]) end();
}
