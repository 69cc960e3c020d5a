/** The command was typed wrongly; the message is one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A flag's value as a whole number from 1. */
export function positiveInteger(flag: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new UsageError(`${flag} must be a positive integer, not '${text}'.`);
  }
  return value;
}

/**
 * Runs a benchmark with the words behind its name. Exit code 2 for words that it does not take, 1 where it fails or
 * returns sentences that say what is not as it should be.
 */
export function runMain(usage: string, main: (words: readonly string[]) => Promise<string[]>): void {
  main(process.argv.slice(2)).then(
    (sentences) => {
      for (const sentence of sentences) console.error(sentence);
      process.exitCode = sentences.length === 0 ? 0 : 1;
    },
    (error: Error & { code?: string }) => {
      const isUsage = error instanceof UsageError || error.code?.startsWith('ERR_PARSE_ARGS');
      console.error(isUsage ? `${error.message}\nUsage: ${usage}` : error.message);
      process.exitCode = isUsage ? 2 : 1;
    },
  );
}
