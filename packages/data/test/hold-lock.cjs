/** `node hold-lock.cjs <file>`: locks a file, prints `locked`, then adds a byte to the file's part for every line on stdin. */
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
