import * as fc from 'fast-check';
import * as tf from '@tensorflow/tfjs';
import { using } from '../test/helpers';
import { PARALLEL } from '../test/parity';
import { buildReference, compileOptions, dataFor } from '../test/random-models/build';
import { differences, resultsOf, tryBuild } from '../test/random-models/compare';
import type { ModelDraw } from '../test/random-models/draw';
import { dropsOut, randomModel } from '../test/random-models/draw';
import { EXPANSIONS, MERGES, POOLINGS, ROWS, SEQUENCES } from '../test/random-models/kinds';
import { reference } from '../test/reference';
import { CpuEngine } from './backend/cpu-engine';
import { UnsupportedModelError } from './index';

type Settings = (typeof PARALLEL)[number];

const BATCH = 60;
/** With `RNN_LAB_RANDOM_MODELS` that many models, of new seeds. */
const more = process.env.RNN_LAB_RANDOM_MODELS;
const batches = Array.from({ length: Math.ceil(Number(more ?? BATCH) / BATCH) }, (_, i) => i);

const KINDS = [SEQUENCES, POOLINGS, ROWS, EXPANSIONS, MERGES].flatMap(Object.keys);

beforeAll(() => tf.enableProdMode());

it.each(batches)('random models are refused by name, or agree with TensorFlow.js (%i)', async () => {
  const built = new Set<string>();
  const outcomes = { impossible: 0, refused: 0, agrees: 0, 'agrees with other workers': 0 };
  const property = fc.asyncProperty(randomModel(), fc.constantFrom(...PARALLEL), async (draw, settings) => {
    const model = tryBuild(draw);
    const outcome = model ? await outcomeOf(draw, model, settings) : 'impossible';
    outcomes[outcome]++;
    for (const kind of model ? kindsOf(model) : []) built.add(kind);
    model?.dispose();
  });
  await fc.assert(property, { numRuns: BATCH, seed: more ? undefined : 12, verbose: 1 });
  expect(outcomes.agrees).toBeGreaterThan(0.4 * BATCH);
  expect(outcomes['agrees with other workers']).toBeGreaterThan(0);
  expect(outcomes.refused).toBeGreaterThan(0);
  if (!more) expect(KINDS.filter((kind) => !built.has(kind))).toEqual([]);
});

/** The layers' kinds, by which `buildModel` names them. */
function kindsOf(model: tf.LayersModel): string[] {
  return model.layers.map(({ name }) => name.replace(/_\d+$/, ''));
}

/** Masks of dropout are the engine's own, so that with dropout numbers of workers are compared with each other. */
async function outcomeOf(draw: ModelDraw, model: tf.LayersModel, settings: Settings) {
  if (draw.oddity) {
    const compile = () => new CpuEngine(model, compileOptions(draw));
    expect(compile).toThrow(UnsupportedModelError);
    expect(compile).toThrow(/ layer "/);
    return 'refused';
  }
  const twin = buildReference(draw, model);
  const expected = reference(twin, compileOptions(draw), dataFor(draw, model));
  twin.dispose();
  const ours = await computed(draw, model, settings);
  if (!dropsOut(draw)) {
    expect(differences(ours, expected)).toEqual([]);
    return 'agrees';
  }
  expect(differences({ ...expected, predictions: ours.predictions }, expected)).toEqual([]);
  const other = PARALLEL.find(({ workers }) => workers !== settings.workers) as Settings;
  expect(differences(await computed(draw, model, other), ours)).toEqual([]);
  return 'agrees with other workers';
}

/** With bounds checks. */
function computed(draw: ModelDraw, model: tf.LayersModel, settings: Settings) {
  const engine = new CpuEngine(model, { ...compileOptions(draw), ...settings }, { checked: true });
  return using(Promise.resolve(engine), () => resultsOf(engine, draw, model));
}
