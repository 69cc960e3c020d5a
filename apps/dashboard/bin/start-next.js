'use strict';
const { join } = require('node:path');
const { parseArgs } = require('node:util');

function settings() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      hostname: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '3000' },
    },
  });
  const [command, ...rest] = positionals;
  if (!['start', 'dev'].includes(command) || rest.length > 0) throw new Error('Usage: dashboard start|dev');
  return { command, ...values };
}

try {
  const { command, hostname, port } = settings();
  process.env.RNN_LAB_HOSTNAME = hostname;
  // Next.js must run in the application's folder; a path in RNN_LAB_RUNS is relative to where the command was typed.
  process.env.INIT_CWD ??= process.cwd();
  process.chdir(join(__dirname, '..'));
  if (command === 'dev') {
    // Inherited by the processes that Next.js starts.
    const preload = `--require ${JSON.stringify(join(__dirname, 'local-fetch.cjs'))}`;
    process.env.NODE_OPTIONS = [process.env.NODE_OPTIONS, preload].filter(Boolean).join(' ');
  }
  process.argv.splice(2, Infinity, command, '--hostname', hostname, '--port', port);
} catch (error) {
  console.error(`${error.message} [--hostname NAME] [--port NUMBER]`);
  process.exit(2);
}
require('next/dist/bin/next');
