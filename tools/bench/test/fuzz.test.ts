import { UserError } from '@rnn-lab/errors';
import * as tf from '@tensorflow/tfjs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fuzz } from '../src/fuzz-target';
import { fuzzTargets } from '../src/fuzz-targets';

tf.enableProdMode();
const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the valid inputs, from which wrong ones are made, are read', async () => {
  for (const { name, corpus, read } of await fuzzTargets(mkdtempSync(join(folder, 'valid-')))) {
    const errors = corpus.map((input) => read(input).then(() => null, String));
    expect({ name, errors: await Promise.all(errors) }).toEqual({ name, errors: corpus.map(() => null) });
  }
});

test('wrong files are read or refused; by hand bench:fuzz reads more of them', async () => {
  const findings: (string | undefined)[] = [];
  for (const target of await fuzzTargets(mkdtempSync(join(folder, 'wrong-')))) {
    findings.push(await fuzz(target, 200, 1));
  }
  expect(findings.length).toBeGreaterThan(10);
  expect(findings.filter(Boolean)).toEqual([]);
});

test('a reader that fails by another error than a user error is found, with the smallest input', async () => {
  const finding = await fuzz(
    {
      name: 'a reader',
      corpus: [Buffer.from('abc')],
      async read(input) {
        if (input.length < 3) throw new UserError('short', 'It is too short.');
        if (input[1] !== 98) throw new TypeError('not b');
      },
    },
    200,
    1,
  );
  expect(finding).toContain('a reader: TypeError: not b');
});
