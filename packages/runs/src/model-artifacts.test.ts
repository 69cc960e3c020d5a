import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { options, temporaryFolder } from '../test/options';
import { createRun, memberFolder, readModel, readPreprocessing, readVocabulary } from './index';
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

it('writes members of an ensemble, and reads them back', async () => {
  const run = await createRun(options(runsDir));
  const artifacts: ModelArtifacts = {
    modelTopology: { class_name: 'Sequential' },
    weightSpecs: [{ name: 'dense/kernel', shape: [2], dtype: 'float32' }],
    weightData: Float32Array.of(1, 2).buffer,
  };
  run.writeMember('words', {
    artifacts,
    preprocessing: { kind: 'text', cleaning: 'word' },
    vocabulary: ['가'],
  });
  run.writePreprocessing({ kind: 'text', members: ['words'] });
  run.interrupt();

  const { directory } = run;
  const folder = memberFolder('words');
  expect(await readModel(directory, folder)).toEqual(artifacts);
  expect(await readPreprocessing(directory, folder)).toMatchObject({ cleaning: 'word', members: null });
  expect(await readVocabulary(directory, folder)).toEqual(['가']);

  rmSync(join(directory, 'model/members/words/weights.bin'));
  await expect(readModel(directory, folder)).rejects.toThrow('model/members/words/weights.bin is missing.');
});

it.each(['../x', 'a/b', ''])('reads no member called %j', async (name) => {
  const run = await createRun(options(runsDir));
  run.writePreprocessing({ kind: 'text', members: ['words'] });
  run.interrupt();
  const file = join(run.directory, 'model/preprocessing.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('words', name));
  await expect(readPreprocessing(run.directory)).rejects.toThrow('invalid at "members.0"');
});

describe('a damaged model', () => {
  const specs = [
    { name: 'flag', shape: [1], dtype: 'bool' as const },
    { name: 'dense/kernel', shape: [2, 2], dtype: 'float32' as const },
  ];

  async function modelWith(weights: Uint8Array, change: (model: string) => string = (model) => model) {
    const run = await createRun(options(runsDir));
    await run.saveModel({
      modelTopology: {},
      weightSpecs: specs,
      weightData: new Uint8Array(weights).buffer,
    });
    run.finish({ results: {} });
    const file = join(run.directory, 'model/model.json');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    return readModel(run.directory);
  }

  const weights = (...values: number[]) =>
    new Uint8Array([1, ...new Uint8Array(Float32Array.from(values).buffer)]);

  it('is read if it is whole', async () => {
    expect((await modelWith(weights(1, 2, 3, -4))).weightSpecs).toEqual(specs);
  });

  it.each([
    ['too short', weights(1, 2, 3), 'has 13 bytes instead of the model\u2019s 17'],
    ['NaN', weights(1, 2, 3, NaN), 'has a value of dense/kernel that is not finite'],
    ['infinite', weights(-Infinity, 2, 3, 4), 'has a value of dense/kernel that is not finite'],
  ])('is refused: %s', async (_, bytes, what) => {
    await expect(modelWith(bytes)).rejects.toMatchObject({
      code: 'wrong-weights',
      message: `model/weights.bin ${what.replace('\u2019', "'")}; put back a copy of the file or train again.`,
    });
  });

  it('is refused: too long', async () => {
    await expect(modelWith(weights(1, 2, 3, 4, 5))).rejects.toThrow(
      'model/weights.bin is larger than the 17 bytes that are read',
    );
  });

  it.each(['../run.json', '../../../../../../etc/passwd', '/etc/passwd'])(
    'reads no weights from %s',
    async (path) => {
      const leaving = modelWith(weights(1, 2, 3, 4), (model) => model.replace('weights.bin', path));
      await expect(leaving).rejects.toThrow(
        'model/model.json is invalid at "weightsManifest.0.paths.0": expected the name of a file beside it.',
      );
    },
  );

  it('is refused if its topology has 100,000 levels', async () => {
    const deep = (model: string) =>
      model.replace('"modelTopology":{}', `"modelTopology":{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}`);
    await expect(modelWith(weights(1, 2, 3, 4), deep)).rejects.toThrow(
      'model/model.json is invalid at "modelTopology": nested more than 200 levels deep.',
    );
  });
});
