import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type * as Koffi from 'koffi';
import { EngineUnavailableError } from '../../../errors';
import { loadKoffi, reasonOf } from '../../koffi';
import { disableTelemetry } from './telemetry';

/** The API version we request. `OrtApi` is append-only, so every later release still serves it. */
const VERSION = 16;

/** The functions we use: index in `OrtApi` (onnxruntime_c_api.h) and C signature. Pointers are `uintptr_t` here. */
const FUNCTIONS = {
  createEnv: [3, 'uintptr_t (int logLevel, const char *name, _Out_ uintptr_t *env)'],
  createSessionFromArray: [
    8,
    `uintptr_t (uintptr_t env, const uint8_t *model, size_t bytes, uintptr_t options, _Out_ uintptr_t *session)`,
  ],
  run: [
    9,
    `uintptr_t (uintptr_t session, uintptr_t options, uintptr_t inputNames, uintptr_t inputs, size_t inputCount,
      uintptr_t outputNames, size_t outputCount, uintptr_t outputs)`,
  ],
  createSessionOptions: [10, 'uintptr_t (_Out_ uintptr_t *options)'],
  setIntraOpNumThreads: [24, 'uintptr_t (uintptr_t options, int threads)'],
  createTensorWithDataAsOrtValue: [
    49,
    `uintptr_t (uintptr_t memoryInfo, uintptr_t data, size_t bytes, uintptr_t shape, size_t rank, int type,
      uintptr_t value)`,
  ],
  createCpuMemoryInfo: [69, 'uintptr_t (int allocator, int memory, _Out_ uintptr_t *memoryInfo)'],
  releaseEnv: [92, 'void (uintptr_t env)'],
  releaseMemoryInfo: [94, 'void (uintptr_t memoryInfo)'],
  releaseSession: [95, 'void (uintptr_t session)'],
  releaseValue: [96, 'void (uintptr_t value)'],
  releaseSessionOptions: [100, 'void (uintptr_t options)'],
  addSessionConfigEntry: [130, 'uintptr_t (uintptr_t options, const char *key, const char *value)'],
} as const;
const GET_ERROR_MESSAGE = [2, 'const char *(uintptr_t status)'] as const;
const RELEASE_STATUS = [93, 'void (uintptr_t status)'] as const;
/** The entries of `OrtApi` up to the last one used. */
const COUNT = 131;

const LIBRARIES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'libonnxruntime.1.dylib',
  linux: 'libonnxruntime.so.1',
  win32: 'onnxruntime.dll',
};

type CFunction = (...values: (number | string | Uint8Array | [number])[]) => unknown;

/** Each function throws ONNX Runtime's message on failure and returns created handles through its `_Out_` argument. */
export type OrtApi = Readonly<Record<keyof typeof FUNCTIONS, CFunction>>;

/** Keeps a reference to the library: without one, koffi unloads it. */
let loaded: { library: Koffi.LibraryHandle; api: OrtApi } | undefined;

/**
 * ONNX Runtime's C API, from the library that onnxruntime-node ships. We don't use that package's own interface: a call
 * takes as long as a small product, it copies results, and it doesn't accept shared memory.
 *
 * @throws EngineUnavailableError if there is no library for this platform, it or koffi can't be loaded, or it is another
 * version than the package
 */
export function ortApi(): OrtApi {
  if (!loaded) {
    const file = libraryFile();
    const koffi = loadKoffi();
    disableTelemetry(koffi);
    const library = loadLibrary(koffi, file);
    checkVersion(koffi, library);
    loaded = { library, api: functionsOf(koffi, library) };
  }
  return loaded.api;
}

function loadLibrary(koffi: typeof Koffi, file: string): Koffi.LibraryHandle {
  try {
    return koffi.load(file);
  } catch (error) {
    throw new EngineUnavailableError(
      'ort-unavailable',
      `ONNX Runtime's library can't be loaded (${reasonOf(error)}).`,
      { reason: reasonOf(error) },
      { cause: error },
    );
  }
}

/** The functions of `OrtApiBase`. */
function apiBase(koffi: typeof Koffi, library: Koffi.LibraryHandle): { getApi: bigint; getVersion: bigint } {
  const getApiBase = library.func('void *OrtGetApiBase()');
  const [getApi, getVersion] = koffi.decode(getApiBase(), 'void *', 2) as bigint[];
  return { getApi, getVersion };
}

/** Another library of that name could have another table of functions. */
function checkVersion(koffi: typeof Koffi, library: Koffi.LibraryHandle): void {
  const { getVersion } = apiBase(koffi, library);
  const found = koffi.call(getVersion, koffi.proto('const char *()')) as string;
  const { version } = require('onnxruntime-node/package.json') as { version: string };
  if (found === version) return;
  throw new EngineUnavailableError(
    'ort-unavailable',
    `ONNX Runtime's library is version ${found}, but the package onnxruntime-node is ${version}.`,
    { found, version },
  );
}

function functionsOf(koffi: typeof Koffi, library: Koffi.LibraryHandle): OrtApi {
  const { getApi } = apiBase(koffi, library);
  const struct: unknown = koffi.call(getApi, koffi.proto('void *(uint32_t version)'), VERSION);
  const addresses = koffi.decode(struct, 'void *', COUNT) as bigint[];
  const bind = ([index, prototype]: readonly [number, string]) =>
    koffi.decode(addresses[index], koffi.proto(prototype)) as CFunction;

  const getErrorMessage = bind(GET_ERROR_MESSAGE);
  const releaseStatus = bind(RELEASE_STATUS);
  const checked =
    (call: CFunction) =>
    (...values: Parameters<CFunction>) => {
      const status = call(...values) as number | undefined;
      if (!status) return;
      const message = getErrorMessage(status) as string;
      releaseStatus(status);
      throw new Error(`ONNX Runtime: ${message}`);
    };
  const entries = Object.entries(FUNCTIONS).map(([name, entry]) => [name, checked(bind(entry))]);
  return Object.fromEntries(entries) as OrtApi;
}

function libraryFile(): string {
  const { platform, arch } = process;
  const folder = dirname(require.resolve('onnxruntime-node/package.json'));
  const file = join(folder, 'bin/napi-v6', platform, arch, LIBRARIES[platform] ?? '');
  if (!(platform in LIBRARIES) || !existsSync(file)) {
    throw new EngineUnavailableError(
      'ort-unavailable',
      `ONNX Runtime has no library for ${platform}-${arch}.`,
      { platform: `${platform}-${arch}` },
    );
  }
  return file;
}
