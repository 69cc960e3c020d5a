import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventOf, message, record, scalar, VERSION } from '../../test/event-bytes';
import { readEventFile } from './event-file';

const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(...events: Buffer[]) {
  const path = join(folder, 'events.out.tfevents.1');
  writeFileSync(path, Buffer.concat([VERSION, ...events]));
  return readEventFile(path);
}

const plugin = (name: string) => message([1, message([1, name])]);
const bytes = (write: (buffer: Buffer) => void, length: number) => {
  const buffer = Buffer.alloc(length);
  write(buffer);
  return buffer;
};

test('reads simple values, with zero and negative steps', () => {
  expect(
    read(scalar('loss', 0, 0), scalar('loss', 3, 0.5, 1700000000.25), scalar('x', -1, -2)).scalars,
  ).toEqual([
    { tag: 'loss', step: 0, time: 1.7e12, value: 0 },
    { tag: 'loss', step: 3, time: 1700000000250, value: 0.5 },
    { tag: 'x', step: -1, time: 1.7e12 - 1000, value: -2 },
  ]);
});

test.each([
  ['float content', message([1, 1n], [4, bytes((b) => b.writeFloatLE(0.5), 4)])],
  ['a float', message([1, 1n], [5, bytes((b) => b.writeFloatLE(0.5), 4)])],
  ['double content', message([1, 2n], [4, bytes((b) => b.writeDoubleLE(0.5), 8)])],
])('reads a tensor with %s', (_, tensor) => {
  const value = message([1, 'loss'], [8, tensor], [9, plugin('scalars')]);
  expect(read(eventOf(1, 1.7e9, value))).toMatchObject({ scalars: [{ value: 0.5 }], others: 0 });
});

test.each([
  ['int32', message([1, 3n], [7, -7n]), -7],
  ['int64', message([1, 9n], [4, bytes((b) => b.writeBigInt64LE(12n), 8)]), 12],
])('reads a tensor of %s', (_, tensor, expected) => {
  expect(read(eventOf(1, 1.7e9, message([1, 'n'], [8, tensor]))).scalars).toMatchObject([
    { value: expected },
  ]);
});

test('counts what is not a scalar, also if only its first value says so', () => {
  const one = message([1, 1n], [4, Buffer.alloc(4)]);
  const { scalars, others } = read(
    eventOf(1, 1.7e9, message([1, 'h'], [8, one], [9, plugin('hparams')])),
    eventOf(2, 1.7e9, message([1, 'h'], [8, one])),
    eventOf(3, 1.7e9, message([1, 'many'], [8, message([1, 1n], [4, Buffer.alloc(8)])])),
    eventOf(4, 1.7e9, message([1, 'image'], [4, Buffer.from('png')])),
  );
  expect({ scalars, others }).toEqual({ scalars: [], others: 4 });
});

test('leaves out records that are not events, and says where they are', () => {
  const good = scalar('loss', 1, 1);
  const wrong = record(Buffer.from([0x2a, 0xff]));
  const noTime = scalar('loss', 2, 1, NaN);
  const file = read(wrong, good, noTime, good.subarray(0, 20));
  expect(file.scalars).toHaveLength(1);
  const start = VERSION.length;
  expect(file.damagedAt).toEqual([start, start + wrong.length + good.length]);
  expect(file.endsAt).toBe(start + wrong.length + good.length + noTime.length);
});
