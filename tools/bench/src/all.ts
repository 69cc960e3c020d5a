import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { runMain } from './command';
import { readJsonOption } from './json-option';
import { performanceTable } from './performance-table';
import type { Reports } from './performance-table';
import { builtFile } from './program';
import { readReport } from './reports';

/** In the order in which they run; those that are not in the table come last. */
const BENCHMARKS = [
  ['step'],
  ['inference'],
  ['recipes', '--experiments', 'deaths', '--seeds', '3'],
  ['tokenize'],
  ['end-to-end'],
  ['dashboard'],
  ['growth'],
];

runMain('bench:all [--json]', async (args) => {
  const json = readJsonOption(args);
  const failures: string[] = [];
  for (const [name, ...rest] of BENCHMARKS) {
    console.error(`\nbench:${name}`);
    // A process each, so that no benchmark leaves less memory to the next; its table goes to stderr.
    const child = spawn(process.execPath, [builtFile(`${name}.js`), ...rest], { stdio: ['ignore', 2, 2] });
    const [code] = await once(child, 'close');
    if (code !== 0) failures.push(`bench:${name} ended with exit code ${code}; see its output above.`);
  }
  if (failures.length > 0) return failures;
  const reports: Reports = {
    step: readReport('step'),
    inference: readReport('inference'),
    recipes: readReport('recipes'),
    tokenize: readReport('tokenize'),
    endToEnd: readReport('end-to-end'),
  };
  console.log(json ? JSON.stringify(reports) : performanceTable(reports));
  return [];
});
