const TOKEN_FORMS: Record<string, string> = { surface: 'surface', stem: 'lemma' };

/**
 * The fields of preprocessing.json or the `params` of run.json under their current names: older runs have `units: surface |
 * stem` in place of `tokenForm: surface | lemma`. Any other `units`, such as the size of a layer, is left alone.
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
