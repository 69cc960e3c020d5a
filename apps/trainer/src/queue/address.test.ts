import { redisAddress } from './address';

const VARIABLE = 'RNN_LAB_QUEUE_PASSWORD';
afterEach(() => {
  delete process.env[VARIABLE];
});

test('an address has host, port, database, user and password; the label has no password', () => {
  expect(redisAddress('rediss://lab:s%40fe@queue.example:6380/2')).toEqual({
    host: 'queue.example',
    port: 6380,
    username: 'lab',
    password: 's@fe',
    db: 2,
    isEncrypted: true,
    label: 'rediss://lab@queue.example:6380/2',
  });
  expect(redisAddress('redis://[::1]')).toMatchObject({ host: '::1', port: 6379, db: 0, isEncrypted: false });
});

test('the variable sets the password, unless the address has one', () => {
  process.env[VARIABLE] = 'variable';
  expect(redisAddress('redis://queue.example').password).toBe('variable');
  expect(redisAddress('redis://:own@queue.example').password).toBe('own');
});

test.each([
  ['queue.example', 'it must be an address like redis://host:6379'],
  ['secret@queue.example:6379', 'it must be an address like'],
  ['http://:secret@queue.example', 'it must be an address like'],
  ['redis://:secret@queue.example:99999', 'it must be an address like'],
  ['redis://:secret@queue.example/one', 'its database must be a number'],
  ['redis://:secret@queue.example?family=6', 'it has more than host, port and database'],
  ['redis://:secret%@queue.example', 'a % in its user or password must be written as %25'],
])('%s is refused without repeating it', (text, message) => {
  expect(() => redisAddress(text)).toThrow(`--queue: ${message}`);
  expect(() => redisAddress(text)).not.toThrow('secret');
});
