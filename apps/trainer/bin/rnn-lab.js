#!/usr/bin/env node
'use strict';

start(process.argv.slice(2));

function start(words) {
  let main;
  try {
    ({ main } = require('../dist/main'));
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    console.error('rnn-lab: not built yet; run npm ci, then npx nx run trainer:build, in the workspace.');
    process.exitCode = 1;
    return;
  }
  main(words).then((code) => {
    process.exitCode = code;
  });
}
