'use strict';
const { spawn } = require('node:child_process');
const { join } = require('node:path');
const { lostFlags, NX_ARGV } = require('./lost-flags');

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs `rnn-lab <target> ...arguments` in this process's terminal, without a shell.
 * Names the flags that Nx kept in RNN_LAB_LOST_FLAGS: rnn-lab knows which of them are its own.
 * Forwards signals to rnn-lab, and resolves after it has ended.
 *
 * @param {{ arguments: string[] }} options
 * @param {import('@nx/devkit').ExecutorContext} context
 * @returns {Promise<{ success: boolean }>}
 */
module.exports = async function experiment(
  options,
  { root, projectsConfigurations, projectName, targetName },
) {
  const { root: project } = projectsConfigurations.projects[`${projectName}`];
  const program = join(root, project, 'bin/rnn-lab.js');
  const { [NX_ARGV]: argv, ...env } = process.env;
  const child = spawn(process.execPath, [program, `${targetName}`, ...options.arguments], {
    stdio: 'inherit',
    env: { ...env, RNN_LAB_LOST_FLAGS: lostFlags(argv, options.arguments).join(' ') },
  });

  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, forward);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    return { success: code === 0 };
  } finally {
    for (const signal of SIGNALS) process.off(signal, forward);
  }
};
