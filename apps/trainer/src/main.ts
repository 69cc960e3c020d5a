import { commandLine } from './command-line';
import { loadExperiments } from './experiments';
import { Interruption, UsageError } from './errors';
import { exitCode, sentence } from './failures';
import { kebabCase } from './flags';
import { predict } from './predict';
import { interruptOnSignals } from './signals';
import { train } from './train';
import { trainAll } from './train-all';

/**
 * Runs a command of rnn-lab.
 *
 * @param words what stood behind `rnn-lab`
 * @returns the exit code: 0, 1 for a failed run, 2 for wrong input, 130 for an interruption
 */
export async function main(words: readonly string[]): Promise<number> {
  const signal = interruptOnSignals();
  // A run goes on where nobody reads along any more: behind `| head`, or when the terminal is closed.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

  const experiments = loadExperiments();
  const program = commandLine(experiments, {
    train: async (name, experiment, params, flags) => {
      await train(name, experiment, params, flags, signal);
    },
    trainAll: (defaults, flags) => trainAll(experiments, defaults, flags, signal),
    predict: (id, { runsDir }) => predict(id, runsDir, signal),
  });
  try {
    if (words.length === 0) throw new UsageError('say what to run; rnn-lab --help lists it.');
    await program.parseAsync(kebabCase(words), { from: 'user' });
    return 0;
  } catch (error) {
    // What an interruption brings down fails in many ways.
    const cause = signal.aborted && !(error instanceof Interruption) ? signal.reason : error;
    const code = exitCode(cause);
    if (code !== 0) process.stderr.write(`rnn-lab: ${sentence(cause)}\n`);
    return code;
  }
}
