'use strict';
// JavaScript, because Nx loads this file directly, and Node 22 and later warn about TypeScript in a CommonJS package.
const { basename } = require('node:path');
const { preTasksExecution } = require('./lost-flags');

/** @typedef {import('@nx/devkit').TargetConfiguration} Target */

/**
 * The kinds of files from which targets are inferred: a project's root is what precedes the match of `file`.
 *
 * @type {{ glob: string, file: RegExp, targets: (root: string, file: string) => Record<string, Target> }[]}
 */
const KINDS = [
  {
    glob: 'apps/trainer/src/experiments/!(*.test).ts',
    file: /\/src\/experiments\/[^/]+\.ts$/,
    targets: (_, file) => ({ [basename(file, '.ts')]: experiment(basename(file, '.ts')) }),
  },
  {
    glob: 'packages/*/package.json',
    file: /\/package\.json$/,
    targets: (root) => ({ api: api(root), publint: publint(root) }),
  },
  {
    glob: '{packages,apps,tools}/*/test/docs.test.ts',
    file: /\/test\/docs\.test\.ts$/,
    targets: (root) => ({ docs: docs(root) }),
  },
];

/**
 * Infers targets from files:
 * - a target of the trainer per experiment: `trainer:nsmc` for `apps/trainer/src/experiments/nsmc.ts`
 * - `publint` per package, which checks the entry points in its package.json
 * - `api` per package, which reads the docstrings of what these entry points export
 * - `docs` per project with a `test/docs.test.ts`, which compares pages of the documentation with the code
 *
 * @type {import('@nx/devkit').CreateNodes}
 */
const createNodes = [
  `{${KINDS.map(({ glob }) => glob).join(',')}}`,
  (files) =>
    files
      .map((file) => [file, file.replaceAll('\\', '/')])
      .flatMap(([file, path]) =>
        KINDS.filter((kind) => kind.file.test(path)).map(({ file: pattern, targets }) => {
          const root = path.replace(pattern, '');
          return [file, { projects: { [root]: { targets: targets(root, path) } } }];
        }),
      ),
];

/**
 * @param {string} name
 * @returns {Target}
 */
function experiment(name) {
  return {
    executor: '@rnn-lab/nx-plugin:experiment',
    dependsOn: ['build'],
    cache: false,
    metadata: { description: `rnn-lab ${name}` },
  };
}

/**
 * @param {string} root
 * @returns {Target}
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

/**
 * Fails if a link leads nowhere, or an exported class, function or method has no docstring (`typedoc.json`).
 *
 * @param {string} root
 * @returns {Target}
 */
function api(root) {
  const json = `dist/api-json/${basename(root)}.json`;
  return {
    command: `typedoc --options ../../typedoc.json --tsconfig tsconfig.lib.json --json ../../${json}`,
    options: { cwd: root },
    dependsOn: ['^build'],
    cache: true,
    inputs: [
      'production',
      '^production',
      '{workspaceRoot}/typedoc.json',
      { externalDependencies: ['typedoc', 'typescript'] },
    ],
    outputs: [`{workspaceRoot}/${json}`],
    metadata: { description: 'Reads and checks the docstrings of what the package exports.' },
  };
}

/**
 * Not cached: pages are no inputs of the project, so that a change in one affects no project.
 *
 * @param {string} root
 * @returns {Target}
 */
function docs(root) {
  return {
    command: 'jest --testMatch "<rootDir>/test/docs.test.ts"',
    options: { cwd: root },
    dependsOn: ['build', '^build'],
    cache: false,
    metadata: { description: 'Compares pages of the documentation with the code.' },
  };
}

module.exports = { createNodes, preTasksExecution };
