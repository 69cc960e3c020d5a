import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { explainMemory } from './out-of-memory';
import { UserError } from './user-error';

const FULL_HEAP = 'const kept = []; for (;;) kept.push(new Array(100_000).fill(kept.length));';

test('explains that the system refused a buffer', () => {
  let cause: unknown;
  try {
    new ArrayBuffer(2 ** 47);
  } catch (error) {
    cause = error;
  }
  expect(explainMemory(cause)).toMatchObject({ code: 'out-of-memory', cause });
});

test('explains that a thread has no memory left', async () => {
  const worker = new Worker(FULL_HEAP, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 20 } });
  const cause = await once(worker, 'exit').catch((error: unknown) => error);
  expect(explainMemory(cause)).toMatchObject({ code: 'out-of-memory', cause });
});

test.each(['WebAssembly.Memory(): could not allocate memory', 'EAGAIN', 'ENOMEM: not enough memory, read'])(
  'explains %s',
  (message) => {
    const cause = new RangeError(message);
    expect(explainMemory(cause)).toMatchObject({ code: 'out-of-memory', cause });
  },
);

test.each([new RangeError('Invalid array length'), new UserError('heap', 'Out of memory.'), 'ENOMEM', null])(
  'returns %p as it is',
  (error) => {
    expect(explainMemory(error)).toBe(error);
  },
);
