import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The runs folder: RNN_LAB_RUNS, relative to where the command was typed, else runs/ at the workspace root. */
export function runsFolder(): string {
  const given = process.env.RNN_LAB_RUNS;
  if (given) return resolve(process.env.INIT_CWD ?? process.cwd(), given);
  return join(workspaceRoot(process.cwd()), 'runs');
}

function workspaceRoot(folder: string): string {
  const parent = dirname(folder);
  return existsSync(join(folder, 'nx.json')) || parent === folder ? folder : workspaceRoot(parent);
}
