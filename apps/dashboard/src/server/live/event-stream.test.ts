import { eventStream } from './event-stream';
import { endStreams, openStreams } from './event-streams';

afterEach(() => jest.useRealTimers());

/** All that a stream sends, to its end. */
const textOf = (response: Response) => response.text();

it('tells its viewer when the server ends', async () => {
  const stop = jest.fn();
  const stream = eventStream(() => stop);
  endStreams();
  expect(await textOf(stream)).toBe('retry: 1000\n\nevent: shutdown\ndata: null\n\n');
  expect(stop).toHaveBeenCalledTimes(1);
  expect(openStreams().size).toBe(0);
});

it('does not follow for ever a viewer that has vanished without a word', async () => {
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
