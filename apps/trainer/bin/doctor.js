'use strict';

start();

function start() {
  let doctor;
  try {
    ({ doctor } = require('../dist/doctor/doctor'));
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    console.error('doctor: not built yet; run npm ci, then npx nx run trainer:build, in the workspace.');
    process.exitCode = 1;
    return;
  }
  doctor(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
