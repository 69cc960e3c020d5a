import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { dropEmpty, loadNsmc } from '@rnn-lab/data';
import { cacheFolder, dataFolder } from '@rnn-lab/trainer/folders';

export interface NsmcDocuments {
  train: string[];
  test: string[];
}

/**
 * The folder that holds `nsmc/`, as the trainer looks for it.
 *
 * @throws {Error} one sentence, where a file is not there
 */
export async function nsmcFolder(): Promise<string> {
  const folder = dataFolder(null) ?? cacheFolder();
  for (const name of ['ratings_train.txt', 'ratings_test.txt']) {
    const file = join(folder, 'nsmc', name);
    await access(file).catch(() => {
      throw new Error(
        `There is no ${file}: let npx nx run trainer:nsmc download it, or name the data folder in RNN_LAB_DATA.`,
      );
    });
  }
  return folder;
}

/** The documents of the Naver reviews, without the empty ones. */
export async function loadDocuments(): Promise<NsmcDocuments> {
  const nsmc = await loadNsmc({ cacheDir: await nsmcFolder() });
  const documents = (reviews: typeof nsmc.train) => dropEmpty(reviews).map(({ document }) => document);
  return { train: documents(nsmc.train), test: documents(nsmc.test) };
}
