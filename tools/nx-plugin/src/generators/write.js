'use strict';
const { formatFiles, generateFiles, names } = require('@nx/devkit');

/** @typedef {import('@nx/devkit').Tree} Tree */

const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;

/**
 * Writes a generator's files, and lines in existing ones.
 *
 * @param {Tree} tree
 * @param {string} name kebab-case
 * @param {string} templates the folder whose content is written to the workspace's root; `__fileName__` is the name
 * @param {Record<string, (text: string, name: ReturnType<typeof names> & { title: string }) => string>} edits by file
 * @throws Error if the name is no kebab-case, or one of the files exists
 */
async function write(tree, name, templates, edits) {
  if (!KEBAB_CASE.test(name))
    throw new Error(`The name must be kebab-case, such as my-idea, not "${name}": choose another.`);
  const title = name[0].toUpperCase() + name.slice(1).replaceAll('-', ' ');
  const variables = { ...names(name), title };
  generateFiles(tree, templates, '.', variables);
  const existing = tree.listChanges().find(({ type }) => type === 'UPDATE');
  if (existing) throw new Error(`${existing.path} exists already: choose another name.`);
  for (const [file, edit] of Object.entries(edits))
    tree.write(file, edit(tree.read(file, 'utf8') ?? '', variables));
  await formatFiles(tree);
}

/**
 * Inserts a line in alphabetical order among those that begin the same.
 *
 * @param {string} text
 * @param {string} line
 * @param {RegExp} neighbours
 * @throws Error if there are none
 */
function insertLine(text, line, neighbours) {
  const lines = text.split('\n');
  const found = lines.flatMap((other, i) => (neighbours.test(other) ? [i] : []));
  if (found.length === 0) throw new Error(`There is no line like ${neighbours} to put "${line}" next to.`);
  const next = found.find((i) => lines[i] > line) ?? found[found.length - 1] + 1;
  return [...lines.slice(0, next), line, ...lines.slice(next)].join('\n');
}

/**
 * Inserts a text before the first occurrence of another.
 *
 * @param {string} text
 * @param {string} inserted
 * @param {string} next
 * @throws Error if it doesn't occur
 */
function insertBefore(text, inserted, next) {
  if (!text.includes(next)) throw new Error(`There is no "${next}" to put "${inserted}" before.`);
  return text.replace(next, () => inserted + next);
}

module.exports = { insertBefore, insertLine, write };
