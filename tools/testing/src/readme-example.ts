import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { outcomeOf } from './processes';
import type { Outcome } from './processes';

/**
 * Runs the first example of a README (its block of `js`) as an ES module in the README's folder, with a folder of its own for
 * temporary files.
 *
 * @returns how it ended, and the output that the README shows after it
 * @throws Error if the README has no example with its output
 */
export async function readmeExample(readme: string): Promise<{ outcome: Outcome; shown: string }> {
  const blocks = /^```js\n([^]*?)^```\n[^]*?^```\n([^]*?)^```$/m.exec(readFileSync(readme, 'utf8'));
  if (!blocks) throw new Error(`${readme} has no block of js with a block of output after it.`);
  const [, code, shown] = blocks;
  const temporary = mkdtempSync(join(tmpdir(), 'readme-'));
  // Nx asks for colors, which the README doesn't show.
  const env = { ...process.env, FORCE_COLOR: '0', TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { cwd: dirname(readme), env });
  try {
    return { outcome: await outcomeOf(child), shown };
  } finally {
    rmSync(temporary, { recursive: true });
  }
}
