/** Concurrent requests: a browser opens no more connections to a host. */
const AT_A_TIME = 6;

/** Like `Promise.allSettled` over all items, with a limit on concurrency. */
export async function settleAll<Item, Value>(
  items: readonly Item[],
  act: (item: Item) => Promise<Value>,
): Promise<{ values: Value[]; errors: unknown[] }> {
  const results: PromiseSettledResult<Value>[] = [];
  for (let i = 0; i < items.length; i += AT_A_TIME) {
    results.push(...(await Promise.allSettled(items.slice(i, i + AT_A_TIME).map(act))));
  }
  return {
    values: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    errors: results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : [])),
  };
}
