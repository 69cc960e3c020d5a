import { z } from 'zod';
import { changeDashboardFile, readDashboardFile } from './dashboard-file';

/** pins.json: for an experiment, the run or the runs of a seed set that the others are compared with. */
const schema = z.object({
  pins: z.array(
    z.object({ experiment: z.string(), runs: z.array(z.string()).min(1), pinnedAt: z.iso.datetime() }),
  ),
});
export type PinRecord = z.infer<typeof schema>['pins'][number];
const PINS = { name: 'pins.json', schema, empty: { pins: [] } };

/**
 * The pinned baselines, one per experiment; none if there is no file.
 *
 * @throws RunsError like `readJson`
 */
export async function readPins(runsDir: string): Promise<PinRecord[]> {
  return (await readDashboardFile(runsDir, PINS)).pins;
}

/**
 * Pins runs as an experiment's baseline in place of its former one; without runs, unpins it. The file is replaced
 * atomically.
 *
 * @throws RunsError like `changeDashboardFile`
 */
export function writePin(runsDir: string, experiment: string, runs: readonly string[]): void {
  const pinned = runs.length > 0 ? [{ experiment, runs: [...runs], pinnedAt: new Date().toISOString() }] : [];
  changeDashboardFile(runsDir, PINS, ({ pins }) => ({
    pins: [...pins.filter((pin) => pin.experiment !== experiment), ...pinned],
  }));
}
