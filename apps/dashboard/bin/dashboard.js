#!/usr/bin/env node
// Starts Next.js on 127.0.0.1:3000, or on --hostname and --port. The application accepts requests to that host name only.
// Written in syntax that an old Node can parse, so that it prints the required version.
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

// Disables telemetry of Next.js, whatever its setting. Must be set before Next.js is loaded; its child processes inherit it.
process.env.NEXT_TELEMETRY_DISABLED = '1';
require('./start-next.js');
