'use strict';
// JavaScript, because Nx loads this file as it is: Node 22 and later warn of TypeScript in a CommonJS package.
const { basename, join } = require('node:path');

/**
 * Gives the project a target for each of its experiments: `trainer:nsmc` for `apps/trainer/src/experiments/nsmc.ts`.
 *
 * @type {import('@nx/devkit').CreateNodes}
 */
const createNodes = [
  'apps/trainer/src/experiments/!(*.test).ts',
  (files) =>
    files.map((file) => [
      file,
      { projects: { [projectRoot(file)]: { targets: { [basename(file, '.ts')]: target(file) } } } },
    ]),
];

/** @param {string} file */
function projectRoot(file) {
  return join(file, '../../..').replaceAll('\\', '/');
}

/**
 * @param {string} file
 * @returns {import('@nx/devkit').TargetConfiguration}
 */
function target(file) {
  return {
    executor: '@rnn-lab/nx-plugin:experiment',
    dependsOn: ['build'],
    cache: false,
    metadata: { description: `rnn-lab ${basename(file, '.ts')}` },
  };
}

module.exports = { createNodes };
