import { isUserError, UserError } from '@rnn-lab/errors';
import { readPins, writePin } from '@rnn-lab/runs';
import { onePerSeed, seedSetKey } from '#api/seed-sets';
import { noRun } from './errors';
import { sharedOf } from './query-runs';
import { findRun, rowOf } from './runs-index';
import { runsFolder } from './runs-folder';
import { statisticsOf } from './statistics';
import type { PinRecord } from '@rnn-lab/runs';
import type { Pin, PinsPage } from '#api/pins';
import type { RunRow } from '#api/runs';

/** The pinned baselines with the results of their runs. Rejects with a `RunsError` if pins.json can't be read. */
export async function pinsPageOf(): Promise<PinsPage> {
  return { pins: await Promise.all((await readPins(runsFolder())).map(resolved)) };
}

/** The same for a page's first paint; undefined if it can't be read: the page's own request then reports why. */
export async function firstPins(): Promise<PinsPage | undefined> {
  return pinsPageOf().catch((error: unknown) => {
    if (isUserError(error)) return undefined;
    throw error;
  });
}

/**
 * Pins a run, or the runs of a seed set, in place of the experiment's former baseline.
 *
 * @throws NotFoundError; UserError `pin-without-results`, `pin-of-different-runs`, or like `writePin`
 */
export async function pinRuns(ids: readonly string[]): Promise<void> {
  const runs = await Promise.all(
    ids.map(async (id) => {
      const detail = await findRun(id);
      if (!detail) throw noRun(id);
      const { run } = rowOf(detail);
      if (run && Object.values(run.results).some(Boolean)) return run;
      throw new UserError(
        'pin-without-results',
        `The run ${id} has no results to compare with; pin one that is finished.`,
        { id },
      );
    }),
  );
  if (new Set(runs.map(seedSetKey)).size > 1) {
    throw new UserError(
      'pin-of-different-runs',
      'These runs differ in more than the seed, so their mean is no baseline; pin one run, or runs of one seed set.',
      {},
    );
  }
  writePin(runsFolder(), runs[0].experiment, [...new Set(ids)]);
}

export function unpin(experiment: string): void {
  writePin(runsFolder(), experiment, []);
}

async function resolved({ experiment, runs: ids }: PinRecord): Promise<Pin> {
  const found = await Promise.all(ids.map((id) => findRun(id)));
  const rows = found.flatMap((detail): RunRow[] => (detail?.run ? [rowOf(detail)] : []));
  const runs = rows.map(({ id }) => id);
  const [{ run } = { run: null }] = rows;
  return {
    experiment,
    runs,
    missing: ids.filter((id) => !runs.includes(id)),
    run: run && sharedOf(run),
    results: statisticsOf(onePerSeed(rows, ({ run }) => run)),
  };
}
