import { throttled } from './throttled';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('calls at once, then once for all calls during the pause', () => {
  const action = jest.fn();
  const { call } = throttled(action, 1_000);
  call();
  call();
  call();
  expect(action).toHaveBeenCalledTimes(1);
  jest.advanceTimersByTime(1_000);
  expect(action).toHaveBeenCalledTimes(2);
  jest.advanceTimersByTime(5_000);
  expect(action).toHaveBeenCalledTimes(2);
});

it('does nothing after it is cancelled', () => {
  const action = jest.fn();
  const { call, cancel } = throttled(action, 1_000);
  call();
  call();
  cancel();
  jest.advanceTimersByTime(5_000);
  expect(action).toHaveBeenCalledTimes(1);
});
