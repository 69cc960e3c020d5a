'use strict';
const { spawnSync } = require('node:child_process');

/** Runs `nx affected ARGUMENTS` for what differs from the main branch, also in clones that have none. */

/** @param {string[]} args */
function git(...args) {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** @param {string} text */
function note(text) {
  console.error(`affected: ${text}; NX_BASE=COMMIT names another.`);
}

/** The commit to compare with; undefined if this clone has no other commit. */
function findBase() {
  if (process.env.NX_BASE) return process.env.NX_BASE;
  for (const branch of ['origin/main', 'main']) {
    const base = git('merge-base', branch, 'HEAD');
    if (base) return base;
  }
  const parent = git('rev-parse', '--verify', '--quiet', 'HEAD~1');
  note(
    parent
      ? `this clone has no branch main in common with HEAD, so the base is HEAD's first parent, ${parent}`
      : 'this clone has no commit to compare with, so every project is affected',
  );
  return parent;
}

/** @param {string[]} args */
function nx(...args) {
  return (
    spawnSync(process.execPath, [require.resolve('nx/bin/nx'), ...args], { stdio: 'inherit' }).status ?? 1
  );
}

const args = process.argv.slice(2);
const base = findBase();
process.exitCode = base ? nx('affected', `--base=${base}`, ...args) : nx('run-many', ...args);
