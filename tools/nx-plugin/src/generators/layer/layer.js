'use strict';
const { execFileSync } = require('node:child_process');
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { insertBefore, insertLine, write } = require('../write');

/**
 * @param {import('@nx/devkit').Tree} tree
 * @param {{ name: string }} options
 * @returns what Nx calls after it has written the files
 */
module.exports = async function layer(tree, { name }) {
  await write(tree, name, join(__dirname, 'files'), {
    'packages/models/src/layers/index.ts': (text, { fileName }) =>
      insertLine(text, `export * from './${fileName}';`, /^export \* from /),
    'packages/engine/src/layers/index.ts': register,
    'packages/engine/assembly/layers.ts': (text, { fileName, propertyName }) =>
      insertLine(
        text,
        `export { ${propertyName}Backward, ${propertyName}Forward } from './${fileName}';`,
        /^export \{ .* \} from /,
      ),
    'docs/supported.md': (text, { className }) =>
      insertBefore(text, `\`${className}\` (not exported), `, '`Concatenate`'),
  });
  return () => writeKernelTypes(join(tree.root, 'packages/engine'));
};

/** @type {Parameters<typeof write>[3][string]} */
function register(text, { className, fileName, propertyName }) {
  if (new RegExp(`^  ${className}: `, 'm').test(text))
    throw new Error(`The engine has a layer ${className} already: choose another name.`);
  return insertLine(
    insertLine(
      text,
      `import { ${propertyName} } from './${fileName}/${fileName}';`,
      /^import \{ .* \} from '\.\/.*\//,
    ),
    `  ${className}: ${propertyName},`,
    /^  \w+: \w+,$/,
  );
}

/**
 * What `npx nx run engine:kernel-types` does: the compiler must find the new kernels.
 *
 * @param {string} engine
 */
function writeKernelTypes(engine) {
  const types = execFileSync(process.execPath, ['scripts/kernel-types.mjs'], { cwd: engine });
  writeFileSync(join(engine, 'src/backend/kernel-types.ts'), types);
}
