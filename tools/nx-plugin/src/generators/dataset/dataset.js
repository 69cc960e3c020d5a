'use strict';
const { join } = require('node:path');
const { write } = require('../write');

/**
 * @param {import('@nx/devkit').Tree} tree
 * @param {{ name: string }} options
 */
module.exports = function dataset(tree, { name }) {
  return write(tree, name, join(__dirname, 'files'), {
    'packages/data/src/index.ts': (text, { className, fileName }) =>
      `${text}export { load${className} } from './${fileName}';\nexport type { ${className} } from './${fileName}';\n`,
  });
};
