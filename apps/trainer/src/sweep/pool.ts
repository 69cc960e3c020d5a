/** Does the work for every item, at most `atATime` at once, in order; rejects with the first error once none is in work. */
export async function pool<T>(
  items: readonly T[],
  atATime: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const next = async () => {
    for (const item of waiting) await work(item);
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(atATime, items.length) }, next));
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
}
