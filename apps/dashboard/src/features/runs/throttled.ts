/** Throttles `action`: immediately, then at most every `pause` milliseconds. The last call is kept unless cancelled. */
export function throttled(action: () => void, pause: number): { call: () => void; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;

  const act = () => {
    isAsked = false;
    action();
    timer = setTimeout(() => {
      timer = undefined;
      if (isAsked) act();
    }, pause);
  };

  return {
    call: () => {
      if (timer === undefined) act();
      else isAsked = true;
    },
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
