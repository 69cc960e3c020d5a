import { parseArgs } from 'node:util';

/** For a benchmark that takes `--json` alone. */
export function readJsonOption(words: readonly string[]): boolean {
  const { values } = parseArgs({
    args: [...words],
    options: { json: { type: 'boolean', default: false } },
  });
  return values.json;
}
