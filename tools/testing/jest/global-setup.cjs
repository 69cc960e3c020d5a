'use strict';
const { spawn } = require('node:child_process');
const { join } = require('node:path');

/** A project that takes longer hangs: on a busy machine the slowest takes a third of it. */
const LIMIT_MINUTES = 15;

/** Starts a process that ends this one, with the project's name, if it has not ended in time; see watchdog.cjs. */
module.exports = async function globalSetup(_, { displayName }) {
  const args = [join(__dirname, 'watchdog.cjs'), process.pid, displayName.name, LIMIT_MINUTES * 60].map(
    String,
  );
  const watchdog = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'inherit'] });
  // It must not keep Jest alive; its input closes when Jest ends, however it ends.
  watchdog.unref();
  watchdog.stdin.unref();
};
