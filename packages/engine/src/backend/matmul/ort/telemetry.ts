import type * as Koffi from 'koffi';

/** ONNX Runtime's opt-out variables: releases differ in which one they read. */
const SWITCHES = ['ORT_DISABLE_TELEMETRY', 'ORT_TELEMETRY_DISABLED'];

type SetVariable = (name: string, value: string) => number;

/**
 * Disables Microsoft's telemetry, which is on by default in ONNX Runtime 1.29 and later. Call it before the library is
 * loaded. The library reads the variables with C's getenv, which `process.env` doesn't always reach: in a worker thread
 * that is a copy. Overrides a value set by the user.
 */
export function disableTelemetry(koffi: typeof Koffi): void {
  const [getVariable, setVariable] = environmentOf(koffi);
  for (const name of SWITCHES) {
    // Changing the environment while other threads read it isn't safe on every platform, so do it once per process.
    if (getVariable(name) !== '1') setVariable(name, '1');
  }
}

/** getenv and setenv of the C runtime. */
function environmentOf(koffi: typeof Koffi): [get: (name: string) => string | null, set: SetVariable] {
  if (process.platform === 'win32') {
    const runtime = koffi.load('ucrtbase.dll');
    return [
      runtime.func('const char *getenv(const char *name)'),
      runtime.func('int _putenv_s(const char *name, const char *value)') as SetVariable,
    ];
  }
  const program = koffi.load(null);
  const setenv = program.func('int setenv(const char *name, const char *value, int overwrite)');
  return [
    program.func('const char *getenv(const char *name)'),
    (name, value) => setenv(name, value, 1) as number,
  ];
}
