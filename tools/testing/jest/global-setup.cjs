'use strict';
const { spawn } = require('node:child_process');
const { join } = require('node:path');

/** Every test has a limit of its own (`testTimeout`), far below this: a project in which none ends for so long hangs. */
const LIMIT_MINUTES = 15;

/**
 * Starts a process that kills this one, with the project's name, if no test ends for 15 minutes; see watchdog.cjs.
 * The reporter in progress.cjs tells it of every test that ends.
 */
module.exports = async function globalSetup(_, { displayName }) {
  const args = [join(__dirname, 'watchdog.cjs'), process.pid, displayName.name, LIMIT_MINUTES * 60].map(
    String,
  );
  const watchdog = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'inherit'] });
  // It must not keep Jest alive; its input closes when Jest ends, however it ends.
  watchdog.unref();
  watchdog.stdin.unref();
  watchdog.stdin.on('error', () => undefined);
  globalThis.rnnLabWatchdog = watchdog;
};
