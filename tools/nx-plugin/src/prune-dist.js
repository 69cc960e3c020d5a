'use strict';
const { existsSync, readdirSync, rmSync } = require('node:fs');
const { join } = require('node:path');

/** What the compiler writes for one source file. */
const OUTPUT = /\.(js|d\.ts)(\.map)?$/;
const SOURCES = ['.ts', '.tsx', '.js'];

/**
 * Deletes the compiler's outputs in `dist` whose source in `src` is gone: `tsc --build` leaves them, and a deleted
 * experiment would go on to run.
 *
 * @param {string} project the project's folder
 */
function pruneDist(project) {
  const dist = join(project, 'dist');
  if (!existsSync(dist)) return;
  for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    const source = join(project, 'src', file.replace(OUTPUT, ''));
    if (OUTPUT.test(file) && !SOURCES.some((extension) => existsSync(source + extension)))
      rmSync(join(dist, file));
  }
}

pruneDist(process.argv[2]);
