/** Locks a file and prints that it does; then every line on stdin adds a byte to the file's part: `node hold-lock.cjs <file>`. */
const { appendFileSync } = require('node:fs');
const { createInterface } = require('node:readline');
const { partOf } = require('../dist/download');
const { withLock } = require('../dist/lock');

const file = process.argv[2];
void withLock(file, { onWait: async () => undefined }, async () => {
  console.log('locked');
  for await (const _ of createInterface({ input: process.stdin })) {
    appendFileSync(partOf(file), '.');
    console.log('grown');
  }
});
