import { loadSavedModel } from '../src/load-model';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-load-model-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  { ccclassName: 'Dense', config: { units: 1, batchInputShape: [null, 1], filler: 'a'.repeat(9000) } },
  { className: 'NoSuchLayer', config: {} },
  { className: 'Dense', config: { units: -1, batchInputShape: [null, 1] } },
])('a model.json that describes no model is refused in one message', async (layer) => {
  mkdirSync(join(folder, 'model'), { recursive: true });
  const modelTopology = { class_name: 'Sequential', config: { name: 'a', layers: [layer] } };
  writeFileSync(join(folder, 'model/model.json'), JSON.stringify({ modelTopology, weightsManifest: [] }));
  const error = await loadSavedModel(folder).catch((error: unknown) => error as Error);
  expect(error).toMatchObject({ name: 'RunsError', code: 'unbuildable-model' });
  expect((error as Error).message).toMatch(
    /^model\/model\.json doesn't describe a model .{1,310}; train the run again\.$/,
  );
});
