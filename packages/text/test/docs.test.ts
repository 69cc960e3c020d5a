import { join } from 'node:path';
import { readmeExample } from '@rnn-lab/testing';

test('the example of the README prints what it shows', async () => {
  const { outcome, shown } = await readmeExample(join(__dirname, '../README.md'));
  expect(outcome).toMatchObject({ code: 0, stdout: shown });
});
