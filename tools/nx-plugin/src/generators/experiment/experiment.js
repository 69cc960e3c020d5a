'use strict';
const { join } = require('node:path');
const { insertLine, write } = require('../write');

/** The trainer's other commands and targets. */
const TAKEN = 'all build docs export help inspect lint predict serve test typecheck'.split(' ');
const MODELS = { series: 'LSTM → Dense', text: 'Embedding → GRU → Dense' };

/**
 * @param {import('@nx/devkit').Tree} tree
 * @param {{ name: string, kind: 'series' | 'text' }} options
 */
module.exports = function experiment(tree, { name, kind }) {
  if (TAKEN.includes(name))
    throw new Error(`"${name}" is a command or target of the trainer: choose another name.`);
  /** @type {Parameters<typeof write>[3][string]} */
  const addRow = (text, { fileName, title }) =>
    insertLine(text, `| \`trainer:${fileName}\` | ${title} | ${MODELS[kind]} |`, /^\| `trainer:/);
  return write(tree, name, join(__dirname, 'files', kind), {
    'packages/models/src/index.ts': (text, { fileName }) =>
      insertLine(text, `export * from './${fileName}';`, /^export \* from /),
    'docs/experiments.md': addRow,
    'docs/experiments.ko.md': addRow,
  });
};
