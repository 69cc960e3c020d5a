import { eventStream } from './event-stream';
import { endStreams, openStreams } from './event-streams';
import type { EventSender } from './event-stream';

afterEach(() => jest.useRealTimers());

/** Everything that a stream sends until it ends. */
const textOf = (response: Response) => response.text();

it('notifies its viewer when the server shuts down', async () => {
  const stop = jest.fn();
  const stream = eventStream(() => stop);
  endStreams();
  expect(await textOf(stream)).toBe('retry: 1000\n\nevent: shutdown\ndata: null\n\n');
  expect(stop).toHaveBeenCalledTimes(1);
  expect(openStreams().size).toBe(0);
});

it('ends after a while if the viewer has vanished silently', async () => {
  jest.useFakeTimers();
  const stop = jest.fn();
  const stream = eventStream(() => stop);
  jest.advanceTimersByTime(60_000);
  expect(stop).not.toHaveBeenCalled();
  jest.advanceTimersByTime(10 * 60_000);
  expect(stop).toHaveBeenCalledTimes(1);
  expect(await textOf(stream)).toMatch(/^retry: 1000\n\n(:\n\n)+$/);
  expect(openStreams().size).toBe(0);
});

it('ends with its viewer', async () => {
  const stop = jest.fn();
  await eventStream(() => stop).body?.cancel();
  expect(stop).toHaveBeenCalledTimes(1);
  expect(openStreams().size).toBe(0);
});

it('is behind while a mebibyte waits for its viewer, however few events that is', async () => {
  let sender: EventSender | undefined;
  const { body } = eventStream((viewer) => {
    sender = viewer;
    return () => undefined;
  });
  const reader = body?.getReader();
  const text = 'a'.repeat(2 ** 20);
  expect(sender?.isBehind).toBe(false);
  sender?.send('metrics', { text }, '7-0');
  expect(sender?.isBehind).toBe(true);
  const read: string[] = [];
  while (sender?.isBehind) read.push(Buffer.from((await reader?.read())?.value ?? []).toString());
  expect(read.join('')).toBe(`retry: 1000\n\nevent: metrics\nid: 7-0\ndata: {"text":"${text}"}\n\n`);
  sender?.close();
  expect(await reader?.read()).toEqual({ done: true, value: undefined });
  expect(openStreams().size).toBe(0);
});
