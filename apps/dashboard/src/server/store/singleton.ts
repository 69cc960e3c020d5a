const made = globalThis as unknown as Record<symbol, unknown>;

/** The same value for every caller in this process: Next.js loads a module once a bundle, and anew while developing. */
export function singleton<T>(name: string, make: () => T): T {
  const key = Symbol.for(`rnn-lab.${name}`);
  made[key] ??= make();
  return made[key] as T;
}
