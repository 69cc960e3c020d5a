import { parseArgs } from 'node:util';

/** Parses `[--json]`. */
export function readJsonOption(args: readonly string[]): boolean {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false } },
  });
  return values.json;
}
