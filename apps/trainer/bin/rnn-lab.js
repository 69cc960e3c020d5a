#!/usr/bin/env node
'use strict';

// Old versions of Node must be able to parse this file, to report which version is needed.
const version = process.versions.node.split('.').map(Number);
if (version[0] < 20 || (version[0] === 20 && version[1] < 20)) {
  console.error(
    'rnn-lab needs Node 20.20 or later, and this is ' +
      process.versions.node +
      '; install it from nodejs.org.',
  );
  process.exit(2);
}

start(process.argv.slice(2));

function start(args) {
  let main;
  try {
    ({ main } = require('../dist/main'));
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    console.error('rnn-lab: not built yet; run npm ci, then npx nx run trainer:build, in the workspace.');
    process.exitCode = 1;
    return;
  }
  main(args).then((code) => {
    process.exitCode = code;
  });
}
