'use strict';
const { join } = require('node:path');
const { parseArgs } = require('node:util');

function settings() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      hostname: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '3000' },
      'accept-reports': { type: 'boolean', default: false },
    },
  });
  const [command, ...rest] = positionals;
  if (!['start', 'dev'].includes(command) || rest.length > 0) throw new Error('Usage: dashboard start|dev');
  const acceptReports = values['accept-reports'];
  if (acceptReports && !process.env.RNN_LAB_TOKEN) {
    throw new Error(
      '--accept-reports needs a token, which workers send: set the variable RNN_LAB_TOKEN. Usage:',
    );
  }
  return { command, hostname: values.hostname, port: values.port, acceptReports };
}

/** Resolves the runs folder like the trainer. */
function loadRuns() {
  try {
    return require('@rnn-lab/runs');
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    console.error('dashboard: not built yet; run npm ci, then npx nx run dashboard:build, in the workspace.');
    process.exit(1);
  }
}

const { folderTypedIn, runsFolder } = loadRuns();
try {
  const { command, hostname, port, acceptReports } = settings();
  process.env.RNN_LAB_HOSTNAME = hostname;
  process.env.RNN_LAB_ACCEPT_REPORTS = acceptReports ? '1' : '';
  // Next.js must run in the application's folder, so a relative runs folder is resolved before changing to it.
  const typedIn = folderTypedIn(process.cwd(), process.env.INIT_CWD);
  process.env.RNN_LAB_RUNS = runsFolder(process.env.RNN_LAB_RUNS, typedIn, join(__dirname, '../../..'));
  process.chdir(join(__dirname, '..'));
  if (command === 'dev') {
    // Inherited by the processes that Next.js starts.
    const preload = `--require ${JSON.stringify(join(__dirname, 'local-fetch.cjs'))}`;
    process.env.NODE_OPTIONS = [process.env.NODE_OPTIONS, preload].filter(Boolean).join(' ');
  }
  process.argv.splice(2, Infinity, command, '--hostname', hostname, '--port', port);
} catch (error) {
  console.error(`${error.message} [--hostname NAME] [--port NUMBER] [--accept-reports]`);
  process.exit(2);
}
require('next/dist/bin/next');
