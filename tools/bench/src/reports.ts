import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '@rnn-lab/trainer/folders';

const folder = join(cacheFolder(), 'bench');

function reportFile(name: string): string {
  return join(folder, `${name}.json`);
}

/** Writes a report to `bench/<name>.json` in the cache folder, and prints the path. */
export function keepReport(name: string, report: unknown): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(reportFile(name), `${JSON.stringify(report, null, 1)}\n`);
  console.error(`Written to ${reportFile(name)}`);
}

/** Reads a report that `keepReport` wrote. */
export function readReport<T>(name: string): T {
  return JSON.parse(readFileSync(reportFile(name), 'utf8')) as T;
}
