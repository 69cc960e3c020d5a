/** Caches the results of `load` for the `limit` most recently used keys. Failures are not cached. */
export function memoize<T>(limit: number, load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const results = new Map<string, Promise<T>>();
  return (key) => {
    const result = results.get(key) ?? load(key);
    results.delete(key);
    results.set(key, result);
    const [oldest] = results.keys();
    if (results.size > limit) results.delete(oldest);
    result.catch(() => results.get(key) === result && results.delete(key));
    return result;
  };
}
