import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type * as Koffi from 'koffi';
import { EngineUnavailableError } from '../../../errors';
import { disableTelemetry } from './telemetry';

/** Every later ONNX Runtime has this version too: a version only adds functions behind those of the one before. */
const VERSION = 16;

/** The functions used, with their name and place in `OrtApi` of onnxruntime_c_api.h; pointers are `uintptr_t` here. */
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
/** As many of the functions as reach to the last one used. */
const COUNT = 131;

const LIBRARIES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'libonnxruntime.1.dylib',
  linux: 'libonnxruntime.so.1',
  win32: 'onnxruntime.dll',
};

type CFunction = (...values: (number | string | Uint8Array | [number])[]) => unknown;

/** Functions throw what ONNX Runtime says where they fail. What they create, its address, they leave in `_Out_`. */
export type OrtApi = Readonly<Record<keyof typeof FUNCTIONS, CFunction>>;

/** Without a reference to the library, koffi unloads it. */
let loaded: { library: Koffi.LibraryHandle; api: OrtApi } | undefined;

/**
 * ONNX Runtime's C API, from the library that onnxruntime-node ships. That package's own interface takes as long for a
 * call as a small product, copies results, and refuses shared memory.
 *
 * @throws EngineUnavailableError if this platform has no such library, or it or koffi can't be loaded
 */
export function ortApi(): OrtApi {
  if (!loaded) {
    const file = libraryFile();
    const koffi = loadKoffi();
    disableTelemetry(koffi);
    const library = loadLibrary(koffi, file);
    loaded = { library, api: functionsOf(koffi, library) };
  }
  return loaded.api;
}

/** The address of memory that never moves, as shared memory doesn't. */
export function addressOf(memory: ArrayBufferLike): number {
  return Number(loadKoffi().address(new Uint8Array(memory)));
}

/** Loads koffi's native part, which nothing else does: without it everything but ONNX Runtime works. */
function loadKoffi(): typeof Koffi {
  try {
    return require('koffi') as typeof Koffi;
  } catch (error) {
    throw new EngineUnavailableError(
      `The package koffi, which calls ONNX Runtime, can't be loaded (${reasonOf(error)}).`,
      { cause: error },
    );
  }
}

function loadLibrary(koffi: typeof Koffi, file: string): Koffi.LibraryHandle {
  try {
    return koffi.load(file);
  } catch (error) {
    throw new EngineUnavailableError(`ONNX Runtime's library can't be loaded (${reasonOf(error)}).`, {
      cause: error,
    });
  }
}

/** The first line of a loader's message, without its final stop. */
function reasonOf(error: unknown): string {
  return (error as Error).message.split('\n')[0].replace(/\.$/, '');
}

function functionsOf(koffi: typeof Koffi, library: Koffi.LibraryHandle): OrtApi {
  const getApiBase = library.func('void *OrtGetApiBase()');
  const [getApi] = koffi.decode(getApiBase(), 'void *', 1) as bigint[];
  const struct: unknown = koffi.call(getApi, koffi.proto('void *(uint32_t version)'), VERSION);
  const addresses = koffi.decode(struct, 'void *', COUNT) as bigint[];
  const bind = ([place, prototype]: readonly [number, string]) =>
    koffi.decode(addresses[place], koffi.proto(prototype)) as CFunction;

  const getErrorMessage = bind(GET_ERROR_MESSAGE);
  const checked =
    (call: CFunction) =>
    (...values: Parameters<CFunction>) => {
      const status = call(...values) as number | undefined;
      if (status) throw new Error(`ONNX Runtime: ${getErrorMessage(status) as string}`);
    };
  const entries = Object.entries(FUNCTIONS).map(([name, entry]) => [name, checked(bind(entry))]);
  return Object.fromEntries(entries) as OrtApi;
}

function libraryFile(): string {
  const { platform, arch } = process;
  const folder = dirname(require.resolve('onnxruntime-node/package.json'));
  const file = join(folder, 'bin/napi-v6', platform, arch, LIBRARIES[platform] ?? '');
  if (!(platform in LIBRARIES) || !existsSync(file)) {
    throw new EngineUnavailableError(`ONNX Runtime has no library for ${platform}-${arch}.`);
  }
  return file;
}
