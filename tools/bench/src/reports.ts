import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '@rnn-lab/trainer/folders';

/** Keeps a report as `bench/<name>.json` in the cache folder, and says where. */
export function keepReport(name: string, report: unknown): void {
  const folder = join(cacheFolder(), 'bench');
  const file = join(folder, `${name}.json`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 1)}\n`);
  console.error(`Written to ${file}`);
}
