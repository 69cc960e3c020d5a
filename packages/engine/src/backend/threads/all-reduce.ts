/**
 * Returns a function that replaces values with their sums over all workers, added in worker order. Every worker must call
 * its own equally often, with equally many values.
 *
 * @param buffers two, shared by the workers, [workers × most values] each: a worker can write its next values while others
 *   still read these
 * @param synchronize waits for all workers
 */
export function createAllReduce(
  buffers: readonly Float64Array[],
  worker: number,
  workers: number,
  synchronize: () => void,
): (values: Float64Array) => void {
  let calls = 0;
  return (values) => {
    const buffer = buffers[calls++ % 2];
    const capacity = buffer.length / workers;
    buffer.set(values, worker * capacity);
    synchronize();
    values.fill(0);
    for (let other = 0; other < workers; other++) {
      for (let i = 0; i < values.length; i++) values[i] += buffer[other * capacity + i];
    }
  };
}
