/** Reads older runs under the current names. The files keep the names that they were written with. */

const TOKEN_FORMS: Record<string, string> = { surface: 'surface', stem: 'lemma' };

/**
 * The fields of preprocessing.json, or the `params` of run.json: `units: surface | stem` becomes `tokenForm: surface |
 * lemma`. Any other `units`, such as the size of a layer, stays.
 */
export function renameUnits(fields: unknown): unknown {
  if (typeof fields !== 'object' || fields === null) return fields;
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const tokenForm = name === 'units' && typeof value === 'string' ? TOKEN_FORMS[value] : undefined;
      return tokenForm === undefined ? [name, value] : ['tokenForm', tokenForm];
    }),
  );
}

/** The engine of run.json: `onnx` is now `cpu`. */
export function renameEngine(engine: unknown): unknown {
  return engine === 'onnx' ? 'cpu' : engine;
}
