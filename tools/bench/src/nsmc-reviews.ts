import { mkdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dropEmpty, loadNsmc, NSMC_FILES, readShippedNsmc } from '@rnn-lab/data';
import { cacheFolder, dataFolder } from '@rnn-lab/trainer/folders';

export interface NsmcDocuments {
  train: string[];
  test: string[];
}

/** A folder with the files of `nsmc/` as text: the data folder, else the unpacked copy that ships. */
export async function nsmcFolder(): Promise<string> {
  const dataDir = dataFolder(null);
  const paths = Object.values(NSMC_FILES).map(({ path }) => path);
  if (dataDir !== undefined && paths.every((path) => existsSync(join(dataDir, path)))) return dataDir;
  const folder = join(cacheFolder(), 'bench');
  for (const split of ['train', 'test'] as const) {
    const file = join(folder, NSMC_FILES[split].path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, await readShippedNsmc(split));
  }
  return folder;
}

/** The documents of the Naver reviews, without the empty ones. */
export async function loadDocuments(): Promise<NsmcDocuments> {
  const nsmc = await loadNsmc({ dataDir: dataFolder(null) });
  const documents = (reviews: typeof nsmc.train) => dropEmpty(reviews).map(({ document }) => document);
  return { train: documents(nsmc.train), test: documents(nsmc.test) };
}
