const made = globalThis as unknown as Record<symbol, unknown>;

/** One value per process, although Next.js loads a module once per bundle and again on every hot reload. */
export function singleton<T>(name: string, make: () => T): T {
  const key = Symbol.for(`rnn-lab.${name}`);
  made[key] ??= make();
  return made[key] as T;
}
