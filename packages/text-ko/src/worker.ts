import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { TextError } from './errors';
import { toTokenTable } from './token-table';
import type { TokenTable } from './token-table';
import { openTokenizer } from './tokenizer';
import type { AnalyzerSource, TokenizerOptions } from './tokenizer';

export interface WorkerInput {
  readonly options: TokenizerOptions;
  readonly source: AnalyzerSource;
}

/** The tokens of the texts in the request, or the fields of a {@link TextError}. */
export type Answer = TokenTable | Pick<TextError, 'code' | 'message' | 'values'>;

const { options, source } = workerData as WorkerInput;
const parent = parentPort as MessagePort;
const tokenizer = openTokenizer(options, source);

async function tokenize(texts: readonly string[]): Promise<Answer> {
  try {
    return toTokenTable(await tokenizer.tokenize(texts));
  } catch (error) {
    if (error instanceof TextError) {
      const { code, message, values } = error;
      return { code, message, values };
    }
    throw error;
  }
}

parent.on('message', (texts: readonly string[]) => {
  void tokenize(texts).then((answer) => parent.postMessage(answer));
});
