import { EngineUnavailableError } from '../../../errors';
import { ortApi } from './ort-api';

// Must be first: the library is loaded once per process.
it('names the platform if onnxruntime-node has no library for it', () => {
  const { arch } = process;
  Object.defineProperty(process, 'arch', { value: 'mips' });
  try {
    expect(ortApi).toThrow(
      new EngineUnavailableError(
        'ort-unavailable',
        `ONNX Runtime has no library for ${process.platform}-mips.`,
      ),
    );
  } finally {
    Object.defineProperty(process, 'arch', { value: arch });
  }
});

it("throws ONNX Runtime's message", () => {
  const ort = ortApi();
  const env: [number] = [0];
  const options: [number] = [0];
  ort.createEnv(2, 'test', env);
  ort.createSessionOptions(options);
  const model = Uint8Array.of(1, 2, 3);
  expect(() => ort.createSessionFromArray(env[0], model, model.length, options[0], [0])).toThrow(
    /^ONNX Runtime: .*protobuf/,
  );
  ort.releaseSessionOptions(options[0]);
  ort.releaseEnv(env[0]);
});
