/** Wrong arguments; the message says what to change. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError unless a flag's value is an integer of at least 1 */
export function positiveInteger(flag: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new UsageError(`${flag} must be a positive integer, not '${text}'.`);
  }
  return value;
}

/**
 * Runs a benchmark with its command-line arguments. Exit code 2 for wrong arguments, 1 if it fails or returns problems.
 * Problems go to stderr.
 */
export function runMain(usage: string, main: (args: readonly string[]) => Promise<string[]>): void {
  main(process.argv.slice(2)).then(
    (problems) => {
      for (const problem of problems) console.error(problem);
      process.exitCode = problems.length === 0 ? 0 : 1;
    },
    (error: Error & { code?: string }) => {
      const isUsage = error instanceof UsageError || error.code?.startsWith('ERR_PARSE_ARGS');
      console.error(isUsage ? `${error.message}\nUsage: ${usage}` : error.message);
      process.exitCode = isUsage ? 2 : 1;
    },
  );
}
