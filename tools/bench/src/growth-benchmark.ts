import { nsmcLstm } from '@rnn-lab/models';
import { RandomState } from '@rnn-lab/random';
import { startEnginePeer } from './engine-peer';
import { machine } from './machine';
import type { Machine } from './machine';
import type { Peer } from './peer';
import { race, spread } from './race';
import type { Schedule, Spread } from './race';
import { makeWorkload } from './workload';
import type { Recipe, WorkloadSizes } from './workload';

export interface GrowthReport {
  machine: Machine;
  recipe: string;
  sizes: WorkloadSizes;
  /** Workers in the curves of the other sizes. */
  workers: number;
  schedule: Schedule;
  curves: GrowthCurve[];
}

/** Step time as one size grows while the others stay the recipe's. */
export interface GrowthCurve {
  /** What grows. */
  of: 'batch' | 'sequence length' | 'vocabulary' | 'workers';
  points: { size: number; milliseconds: Spread }[];
}

interface Setting {
  recipe: Recipe;
  workers: number;
}

/** Times our training step with one size at a time scaled by powers of two. The sizes of a curve take turns. */
export async function benchmarkGrowth(
  recipe: Recipe,
  schedule: Schedule,
  cores: number,
): Promise<GrowthReport> {
  const { sizes } = recipe;
  const workers = Math.min(cores, 4);
  const resized = (change: Partial<WorkloadSizes>): Setting => ({
    recipe: { ...recipe, sizes: { ...sizes, ...change } },
    workers,
  });
  const curve = async (
    of: GrowthCurve['of'],
    values: readonly number[],
    setting: (size: number) => Setting,
  ): Promise<GrowthCurve> => {
    const times = await raceSettings(values.map(setting), schedule);
    return { of, points: values.map((size, i) => ({ size, milliseconds: times[i] })) };
  };
  return {
    machine: machine(),
    recipe: recipe.name,
    sizes,
    workers,
    schedule,
    curves: [
      await curve('batch', around(sizes.batchSize, -2, 2), (batchSize) => resized({ batchSize })),
      await curve('sequence length', around(sizes.length, -1, 6), (length) => ({
        recipe: stretched(recipe, length),
        workers,
      })),
      await curve('vocabulary', around(sizes.vocabularySize, -2, 3), (vocabularySize) =>
        resized({ vocabularySize }),
      ),
      await curve('workers', powersUpTo(cores), (count) => ({ recipe, workers: count })),
    ],
  };
}

/** size · 2^k for k from `least` to `most`. */
function around(size: number, least: number, most: number): number[] {
  return Array.from({ length: most - least + 1 }, (_, i) => Math.round(size * 2 ** (least + i)));
}

function powersUpTo(most: number): number[] {
  const powers: number[] = [];
  for (let power = 1; power < most; power *= 2) powers.push(power);
  return [...powers, most];
}

/** The recipe with rows of another length. Its reviews are scaled too, so that the share of padding stays. */
function stretched({ name, sizes, lengths }: Recipe, length: number): Recipe {
  const counts = new Array<number>(length + 1).fill(0);
  for (const [words, count] of lengths.entries()) {
    counts[Math.round((Math.min(words, sizes.length) * length) / sizes.length)] += count;
  }
  return { name, sizes: { ...sizes, length }, lengths: counts };
}

async function raceSettings(settings: readonly Setting[], schedule: Schedule): Promise<Spread[]> {
  const peers: Peer[] = [];
  try {
    for (const setting of settings) peers.push(await startOurs(setting, schedule));
    return (await race(peers, schedule)).map(({ milliseconds }) => spread(milliseconds));
  } finally {
    await Promise.all(peers.map((peer) => peer.close()));
  }
}

async function startOurs({ recipe, workers }: Setting, { warmUp, rounds, steps }: Schedule): Promise<Peer> {
  const workload = makeWorkload(recipe, warmUp + rounds * steps);
  const { length: maxLength, ...sizes } = recipe.sizes;
  const model = nsmcLstm({ ...sizes, maxLength, random: new RandomState(0) });
  const peer = await startEnginePeer(model, workload, workers);
  return {
    ...peer,
    async close() {
      await peer.close();
      model.dispose();
    },
  };
}
