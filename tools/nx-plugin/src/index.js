'use strict';
// JavaScript, because Nx loads this file directly, and Node 22 and later warn about TypeScript in a CommonJS package.
const { basename, dirname, join } = require('node:path');

/**
 * Infers a target of the trainer per experiment (`trainer:nsmc` for `apps/trainer/src/experiments/nsmc.ts`), and a target
 * `publint` per package, which checks the entry points in its package.json.
 *
 * @type {import('@nx/devkit').CreateNodes}
 */
const createNodes = [
  '{apps/trainer/src/experiments/!(*.test).ts,packages/*/package.json}',
  (files) => files.map((file) => [file, file.endsWith('.json') ? packageNodes(file) : experimentNodes(file)]),
];

/** @param {string} file */
function experimentNodes(file) {
  return { projects: { [projectRoot(file)]: { targets: { [basename(file, '.ts')]: experiment(file) } } } };
}

/** @param {string} file */
function packageNodes(file) {
  const root = dirname(file).replaceAll('\\', '/');
  return { projects: { [root]: { targets: { publint: publint(root) } } } };
}

/** @param {string} file */
function projectRoot(file) {
  return join(file, '../../..').replaceAll('\\', '/');
}

/**
 * @param {string} file
 * @returns {import('@nx/devkit').TargetConfiguration}
 */
function experiment(file) {
  return {
    executor: '@rnn-lab/nx-plugin:experiment',
    dependsOn: ['build'],
    cache: false,
    metadata: { description: `rnn-lab ${basename(file, '.ts')}` },
  };
}

/**
 * @param {string} root
 * @returns {import('@nx/devkit').TargetConfiguration}
 */
function publint(root) {
  return {
    command: `publint --level warning ${root}`,
    dependsOn: ['build'],
    cache: true,
    inputs: ['production', { externalDependencies: ['publint'] }],
    metadata: { description: 'Checks the entry points of the package.' },
  };
}

module.exports = { createNodes };
