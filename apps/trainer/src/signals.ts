const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One Ctrl-C arrives up to three times: from the terminal, from npx and from Nx. */
const SAME_MS = 500;

/** Calls `first` for the first signal that asks this process to end, and `second` for the next one. */
export function onSignals(actions: {
  first(signal: NodeJS.Signals): void;
  second(signal: NodeJS.Signals): void;
}): void {
  let firstAt: number | undefined;
  for (const name of SIGNALS) {
    process.on(name, () => {
      const now = performance.now();
      if (firstAt === undefined) {
        firstAt = now;
        actions.first(name);
      } else if (now - firstAt > SAME_MS && name !== 'SIGHUP') {
        // A SIGHUP here only means that the terminal has closed.
        actions.second(name);
      }
    });
  }
}
