import type * as Koffi from 'koffi';

/** ONNX Runtime's switch; some of its versions read the second name. */
const SWITCHES = ['ORT_DISABLE_TELEMETRY', 'ORT_TELEMETRY_DISABLED'];

type SetVariable = (name: string, value: string) => number;

/**
 * Turns off Microsoft's telemetry, which ONNX Runtime 1.29 and later turn on by default; call it before the library is
 * loaded. The library reads the variables by C's getenv. `process.env` doesn't always reach that: in a worker thread it
 * is a copy. A value that the user has set is replaced.
 */
export function disableTelemetry(koffi: typeof Koffi): void {
  const [getVariable, setVariable] = environmentOf(koffi);
  for (const name of SWITCHES) {
    // Changing the environment while other threads read it isn't safe everywhere, so do it once per process.
    if (getVariable(name) !== '1') setVariable(name, '1');
  }
}

/** C's environment of this process. */
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
