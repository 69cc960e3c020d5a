import { loadNsmc } from '@rnn-lab/data';
import { UserError } from '@rnn-lab/errors';
import { TextPipeline } from '@rnn-lab/text';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documents, withLineOf } from './reviews';

const dataDir = mkdtempSync(join(tmpdir(), 'reviews-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

test('a document that is too long is named by its file and line', async () => {
  mkdirSync(join(dataDir, 'nsmc'));
  const file = (split: string) => join(dataDir, `nsmc/ratings_${split}.txt`);
  const content = `id\tdocument\tlabel\n1\t좋다\t1\n\n2\t${'쀍 '.repeat(1_000_000)}\t0\n`;
  for (const split of ['train', 'test']) writeFileSync(file(split), content);

  const { train } = await loadNsmc({ dataDir });
  const options = {
    analyzer: 'mecab-ko',
    tokenForm: 'surface',
    stopwords: [],
    numWords: 9,
    maxLength: 3,
  } as const;
  const fitting = TextPipeline.fitEncode(documents(train), options, { workers: 1 }).catch(withLineOf(train));
  await expect(fitting).rejects.toThrow(UserError);
  await expect(fitting).rejects.toMatchObject({
    code: 'text-too-long',
    message: `${file('train')}, line 4: the text is too long to be analyzed: shorten it.`,
  });
});

test('other errors stay as they are', () => {
  const error = new UserError('no-tokens', 'Nothing is left.');
  expect(() => withLineOf([])(error)).toThrow(error);
});
