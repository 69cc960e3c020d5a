'use strict';

/** Passes Nx's own command line from the hook to the executor. */
const NX_ARGV = 'RNN_LAB_NX_ARGV';

/**
 * Runs before the tasks, in Nx or in its daemon: keeps Nx's command line for the executor, which runs in another process
 * that Nx starts with the variables set here.
 *
 * @param {unknown} _
 * @param {import('@nx/devkit').PreTasksExecutionContext} context
 */
async function preTasksExecution(_, { argv }) {
  process.env[NX_ARGV] = JSON.stringify(argv);
}

/**
 * The flags of a command line of Nx that do not reach the executor: those that Nx has too, for example `--batch-size`, and
 * all that precede `--`.
 *
 * @param {string | undefined} argv the command line, as JSON
 * @param {string[]} received the executor's arguments
 * @returns {string[]} without values
 */
function lostFlags(argv, received) {
  const passed = new Set(flags(received));
  return flags(/** @type {string[]} */ (JSON.parse(argv ?? '[]'))).filter((flag) => !passed.has(flag));
}

/** @param {string[]} args */
function flags(args) {
  return args.filter((arg) => /^--[a-z]/i.test(arg)).map((arg) => arg.split('=')[0]);
}

module.exports = { NX_ARGV, lostFlags, preTasksExecution };
