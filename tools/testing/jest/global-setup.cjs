'use strict';
const { spawn } = require('node:child_process');
const { join } = require('node:path');

/** Every test has its own, much lower limit (`testTimeout`), so a project in which no test ends for so long hangs. */
const LIMIT_SECONDS = 15 * 60;
/** What a test that lasts as long as it is told may take besides. */
const { RNN_LAB_SECONDS = '0' } = process.env;

/**
 * Starts a process that kills this one and prints the project's name if no test ends for 15 minutes; see watchdog.cjs.
 * The reporter in progress.cjs sends it a byte for every test that ends.
 */
module.exports = async function globalSetup(_, { displayName }) {
  const seconds = LIMIT_SECONDS + Number(RNN_LAB_SECONDS);
  const args = [join(__dirname, 'watchdog.cjs'), process.pid, displayName.name, seconds].map(String);
  const watchdog = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'inherit'] });
  // The watchdog must not keep Jest alive. Its input closes when Jest ends, however it ends.
  watchdog.unref();
  watchdog.stdin.unref();
  watchdog.stdin.on('error', () => undefined);
  globalThis.rnnLabWatchdog = watchdog;
};
