import { readHistograms } from '@rnn-lab/runs';
import { FIGURES } from '#api/histograms';
import { directoryOf } from './run-directory';
import type { Distribution, HistogramLine } from '@rnn-lab/runs';
import type { Distributions, Figure, HistogramsPage } from '#api/histograms';

/** Steps that are sent: more than a chart has pixels for would only take time. */
const MOST_STEPS = 200;

/** A run's histograms by step. Rejects with a `NotFoundError` if there is no such run. */
export async function histogramsOf(id: string): Promise<HistogramsPage> {
  const lines = await thinned(readHistograms(await directoryOf(id)), MOST_STEPS);
  const byName = lines.map(({ weights }) => new Map(weights.map((weight) => [weight.name, weight])));
  const byGate = lines.map(({ gates }) => new Map(gates.map((gate) => [nameOf(gate), gate.saturated])));
  const { weights = [], gates = [] } = lines.at(-1) ?? {};
  return {
    steps: lines.map(({ step }) => step),
    weights: weights.map(({ name }) => ({
      name,
      values: distributions(byName.map((weights) => weights.get(name)?.values)),
      gradients: distributions(byName.map((weights) => weights.get(name)?.gradients)),
    })),
    gates: gates.map((gate) => ({
      layer: gate.layer,
      gate: gate.gate,
      saturated: byGate.map((gates) => gates.get(nameOf(gate)) ?? null),
    })),
  };
}

/** The first item, every n-th after it, and the last one: fewer than 2 · `atMost`, never holding many more. */
export async function thinned<T>(items: AsyncIterable<T>, atMost: number): Promise<T[]> {
  let kept: T[] = [];
  let every = 1;
  let count = 0;
  let last: T | undefined;
  for await (const item of items) {
    if (count++ % every === 0) kept.push(item);
    last = item;
    if (kept.length < 2 * atMost) continue;
    kept = kept.filter((_, i) => i % 2 === 0);
    every *= 2;
  }
  if (last !== undefined && kept.at(-1) !== last) kept.push(last);
  return kept;
}

function nameOf({ layer, gate }: HistogramLine['gates'][number]): string {
  return JSON.stringify([layer, gate]);
}

function distributions(steps: readonly (Distribution | undefined)[]): Distributions {
  const figures = FIGURES.map((figure): [Figure, (number | null)[]] => [
    figure,
    steps.map((distribution) => distribution?.[figure] ?? null),
  ]);
  return Object.fromEntries(figures) as Distributions;
}
