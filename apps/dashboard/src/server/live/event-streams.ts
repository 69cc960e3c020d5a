import { singleton } from '#server/store/singleton';

/** Ends a stream of events, after it has told the viewer. */
type End = () => void;

/** The streams that are open, in this process. */
export function openStreams(): Set<End> {
  return singleton('event-streams', () => new Set<End>());
}

/** Tells all viewers that the server ends. */
export function endStreams(): void {
  for (const end of [...openStreams()]) end();
}
