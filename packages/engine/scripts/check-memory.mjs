// Reads a module in WebAssembly's text format from stdin, and prints it with every memory access checked by the imports
// `check`, which returns the address, `copy` and `fill`: see src/backend/checked-memory.ts.
import { readFileSync } from 'node:fs';

const IMPORTS = `
  (import "env" "check" (func $check (param i32 i32 i32) (result i32)))
  (import "env" "copy" (func $copy (param i32 i32 i32)))
  (import "env" "fill" (func $fill (param i32 i32 i32)))`;
const MEMORY = '(import "env" "memory"';
const BULK = { 'memory.copy': 'copy', 'memory.fill': 'fill' };

const text = readFileSync(0, 'utf8');
const tokens = text
  .match(/"(?:[^"\\]|\\.)*"|;;.*|[()]|[^\s()"]+/g)
  .filter((token) => !token.startsWith(';;'));
let at = 0;
process.stdout.write(
  printed(parsed()).replace(/\(import "env" "memory" \(.*?\)\)/, (memory) => memory + IMPORTS),
);
if (!text.includes(MEMORY)) throw new Error('The module imports no memory.');

/** A list as an array, an atom as a string. */
function parsed() {
  if (tokens[at] !== '(') return tokens[at++];
  const list = [];
  for (at++; tokens[at] !== ')';) list.push(parsed());
  at++;
  return list;
}

function printed(node) {
  return typeof node === 'string' ? node : `(${checked(node).map(printed).join(' ')})`;
}

function checked(list) {
  const [name, ...rest] = list;
  if (Object.hasOwn(BULK, name)) return ['call', `$${BULK[name]}`, ...rest];
  const bytes = bytesOf(name);
  if (bytes === undefined) return list;
  const pointer = list.findIndex(Array.isArray);
  const offset = list.find((part) => /^offset=/.test(part))?.slice('offset='.length) ?? '0';
  const check = ['call', '$check', list[pointer], ['i32.const', offset], ['i32.const', String(bytes)]];
  return [...list.slice(0, pointer), check, ...list.slice(pointer + 1)];
}

/** Bytes that an instruction loads or stores; undefined if it is another instruction. */
function bytesOf(name) {
  const [, type, bits] = /^([a-z]+\d+)\.(?:load|store)(\d+)?/.exec(name) ?? [];
  if (type === undefined) return undefined;
  return Number(bits ?? type.slice(1)) / 8;
}
