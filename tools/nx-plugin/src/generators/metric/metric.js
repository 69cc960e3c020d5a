'use strict';
const { join } = require('node:path');
const { insertBefore, insertLine, write } = require('../write');

/**
 * @param {import('@nx/devkit').Tree} tree
 * @param {{ name: string }} options
 */
module.exports = function metric(tree, { name }) {
  return write(tree, name, join(__dirname, 'files'), {
    'packages/engine/src/metrics/index.ts': (text, { fileName, propertyName }) =>
      insertBefore(
        insertLine(text, `import { ${propertyName} } from './${fileName}';`, /^import \{ \w+ \} from '\.\//),
        `  ${propertyName},\n`,
        '} satisfies Readonly<Record<string, Metric>>',
      ),
    'docs/supported.md': (text, { propertyName }) =>
      insertBefore(text, `\`${propertyName}\`, `, 'and your own by `defineMetric`'),
  });
};
