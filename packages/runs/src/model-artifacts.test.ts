import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { options, temporaryFolder } from '../test/options';
import { createRun, readModel } from './index';
import type { ModelArtifacts } from './index';

const runsDir = temporaryFolder();

it('writes a model that unmodified TensorFlow.js loads, over HTTP and through a load handler', () => {
  // In a separate process: TensorFlow.js doesn't recognize arrays from outside Jest's sandbox.
  const script = join(__dirname, '../test/model-round-trip.cjs');
  const output = execFileSync(process.execPath, [script, runsDir], {
    encoding: 'utf8',
    timeout: 60_000,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { saved, overHttp, byHandler } = JSON.parse(output.trim().split('\n').at(-1) ?? '');
  expect(saved).toHaveLength(2);
  expect(overHttp).toEqual(saved);
  expect(byHandler).toEqual(saved);
});

it('joins weights in several buffers, and reads everything back', async () => {
  const run = await createRun(options(runsDir));
  await expect(readModel(run.directory)).rejects.toThrow('model/model.json is missing.');

  const artifacts: ModelArtifacts = {
    modelTopology: { class_name: 'Sequential' },
    format: 'layers-model',
    weightSpecs: [{ name: 'dense/kernel', shape: [3], dtype: 'float32' }],
    weightData: [Float32Array.of(1, 2).buffer, Float32Array.of(3).buffer],
  };
  const { modelArtifactsInfo } = await run.saveModel(artifacts);
  expect(modelArtifactsInfo.modelTopologyType).toBe('JSON');
  expect(JSON.parse(readFileSync(join(run.directory, 'model/model.json'), 'utf8'))).toEqual({
    modelTopology: { class_name: 'Sequential' },
    format: 'layers-model',
    weightsManifest: [{ paths: ['weights.bin'], weights: artifacts.weightSpecs }],
  });
  const { weightData, ...rest } = await readModel(run.directory);
  expect(new Float32Array(weightData as ArrayBuffer)).toEqual(Float32Array.of(1, 2, 3));
  expect(rest).toEqual({ ...artifacts, weightData: undefined });

  rmSync(join(run.directory, 'model/weights.bin'));
  await expect(readModel(run.directory)).rejects.toThrow('model/weights.bin is missing.');
  run.interrupt();
});
