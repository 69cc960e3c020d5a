import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { record } from '../../test/event-bytes';
import { maskedCrc32c } from './crc32c';
import { readTfRecords } from './tf-records';

const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The records' data as text, null for a damaged one, and where the intact part ends. */
function read(content: Buffer): { data: (string | null)[]; end: number | null } {
  const path = join(folder, 'records');
  writeFileSync(path, content);
  const data: (string | null)[] = [];
  const records = readTfRecords(path);
  for (;;) {
    const next = records.next();
    if (next.done) return { data, end: next.value };
    data.push(next.value.data && Buffer.from(next.value.data).toString());
  }
}

const a = record(Buffer.from('first'));
const b = record(Buffer.from('second'));

function damaged(content: Buffer, at: number): Buffer {
  const copy = Buffer.from(content);
  copy[at] ^= 1;
  return copy;
}

test('the checksum is CRC-32C, masked', () => {
  // CRC-32C of these digits, from RFC 3720's definition, is e3069283.
  const rotated = ((0xe3069283 >>> 15) | (0xe3069283 << 17)) >>> 0;
  expect(maskedCrc32c(Buffer.from('123456789'))).toBe((rotated + 0xa282ead8) % 2 ** 32);
});

test('reads records, also one that is larger than what is read at a time', () => {
  const large = 'x'.repeat(3_000_000);
  expect(read(Buffer.concat([a, record(Buffer.from(large)), b]))).toEqual({
    data: ['first', large, 'second'],
    end: null,
  });
  expect(read(Buffer.alloc(0))).toEqual({ data: [], end: null });
});

test('goes on after a record with a wrong checksum', () => {
  expect(read(Buffer.concat([damaged(a, 13), b]))).toEqual({ data: [null, 'second'], end: null });
});

test.each([
  ['that is cut in its header', Buffer.concat([a, b.subarray(0, 7)])],
  ['that is cut in its data', Buffer.concat([a, b.subarray(0, 15)])],
  ['that is cut in its checksum', Buffer.concat([a, b.subarray(0, -1)])],
  ['whose length is damaged', Buffer.concat([a, damaged(b, 0), a])],
])('ends at a record %s', (_, content) => {
  expect(read(content)).toEqual({ data: ['first'], end: a.length });
});

test('does not ask for the memory that a wrong length names', () => {
  const header = Buffer.alloc(16);
  header.writeBigUInt64LE(2n ** 62n);
  header.writeUInt32LE(maskedCrc32c(header.subarray(0, 8)), 8);
  expect(read(Buffer.concat([a, header]))).toEqual({ data: ['first'], end: a.length });
});
