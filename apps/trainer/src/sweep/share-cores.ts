/**
 * Shares the cores among trainer processes: what isn't given is set so that their worker threads together are as many as the
 * cores.
 *
 * @param most workers that a training can use
 */
export function shareCores(
  cores: number,
  most: number,
  given: { jobs: number | null; workers: number | null },
): { jobs: number; workers: number } {
  const workers = given.workers ?? Math.max(1, Math.min(most, Math.floor(cores / (given.jobs ?? 1))));
  return { workers, jobs: given.jobs ?? Math.max(1, Math.floor(cores / workers)) };
}
