#!/usr/bin/env node
// Starts Next.js on 127.0.0.1:3000, or on --hostname and --port. The application answers only to that host name.
// In syntax that an old Node can parse, so that it prints which version is needed.
'use strict';
const version = process.versions.node.split('.').map(Number);
if (version[0] < 20 || (version[0] === 20 && version[1] < 20)) {
  console.error(
    'The dashboard needs Node 20.20 or later, and this is ' +
      process.versions.node +
      '; install it from nodejs.org.',
  );
  process.exit(2);
}

// Next.js reports how it is used to its makers unless this is set, in the environment and before it is loaded: for its
// child processes, too, and whatever somebody has set it to.
process.env.NEXT_TELEMETRY_DISABLED = '1';
require('./start-next.js');
