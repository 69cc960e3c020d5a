// Makes the Brotli files in packages/data/nsmc from the official text files:
//   node packages/data/scripts/pack-nsmc.mjs FOLDER
// FOLDER contains ratings_train.txt and ratings_test.txt of github.com/e9t/nsmc. Takes about a minute.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const { NSMC_FILES } = createRequire(import.meta.url)('../dist/nsmc-files.js');
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('pack-nsmc: name the folder with ratings_train.txt and ratings_test.txt.');
  process.exit(2);
}

for (const { path, sha256 } of Object.values(NSMC_FILES)) {
  const source = join(folder, path.replace('nsmc/', ''));
  const content = readFileSync(source);
  const found = createHash('sha256').update(content).digest('hex');
  if (found !== sha256) {
    console.error(`pack-nsmc: ${source} is not the official file (SHA-256 ${found} instead of ${sha256}).`);
    process.exit(1);
  }
  const packed = brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  const target = join(import.meta.dirname, '..', `${path}.br`);
  writeFileSync(target, packed);
  console.log(`${target}: ${packed.length} bytes`);
}
