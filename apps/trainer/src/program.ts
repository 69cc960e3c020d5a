import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { commandLine } from './flags/command-line';
import { loadExperiments } from './load-experiments';
import { Interruption } from '@rnn-lab/lab';
import { UsageError } from './errors';
import { exitCode, failureMessage } from './failures';
import { configuration } from './flags/config';
import { kebabCase } from './flags/flags';
import { refuseLostFlags } from './flags/lost-flags';
import { resumption } from './flags/resume';
import type { ResumedRun } from '@rnn-lab/lab';
import { exportModel } from './commands/export';
import { importLogs } from './commands/import';
import { inspect } from './commands/inspect';
import { predict } from './commands/predict';
import { serve } from './commands/serve';
import { sweep } from './commands/sweep';
import { worker } from './commands/worker';
import { Terminal } from './terminal/terminal';
import { runAll } from './commands/run-all';
import { runExperiment } from './commands/run-experiment';
import type { FromProgram, ProgramData, ToProgram } from './messages';
import type { Host } from './host';

/** The worker thread that runs a command; the main thread handles signals and draws (see `main.ts`). */
async function program(port: MessagePort, { args, columns }: ProgramData): Promise<number> {
  const post = (message: FromProgram) => port.postMessage(message);
  const interruption = new AbortController();
  const outputClosed = new AbortController();
  port.on('message', (message: ToProgram) => {
    switch (message.kind) {
      case 'interrupt':
        post({ kind: 'ending' });
        interruption.abort(new Interruption(`interrupted by ${message.signal}`));
        break;
      case 'outputClosed':
        outputClosed.abort();
        break;
    }
  });
  const { signal } = interruption;
  const host: Host = {
    terminal: ({ json, quiet }) => new Terminal(post, quiet ? null : json ? 'stderr' : 'stdout'),
    signal,
    outputClosed: outputClosed.signal,
    stdin: () => {
      post({ kind: 'readInput' });
      return process.stdin;
    },
  };

  const experiments = loadExperiments();
  let resumed: ResumedRun | undefined;
  let code = 0;
  const command = commandLine(experiments, {
    columns,
    runExperiment: async (name, experiment, params, flags) => {
      await runExperiment(name, experiment, params, flags, host, resumed);
    },
    runAll: (defaults, flags) => runAll(experiments, defaults, flags, host),
    sweep: (name, experiment, request) => sweep(name, experiment, request, host),
    worker: (flags) => worker(experiments, flags, host),
    predict: (run, files, options) => predict(run, files, options, host),
    serve: (run, options) => serve(run, options, host),
    export: (run, options) => exportModel(run, options, host),
    importLogs: (paths, flags) => importLogs(paths, flags, host),
    inspect: async (file, flags) => {
      if (!(await inspect(file, flags, host))) code = 2;
    },
  });
  try {
    if (args.length === 0) throw new UsageError('name a command; rnn-lab --help lists them.');
    const typed = kebabCase(args);
    refuseLostFlags(command, typed);
    const resume = await resumption(typed, new Set(experiments.keys()));
    resumed = resume?.run;
    const config = resume ? undefined : await configuration(typed, experiments);
    if (config?.unknown.length) {
      const names = config.unknown.join(', ');
      new Terminal(post, null).warn(
        `${args[0]} has no parameter ${names}, so ${config.file} is used without it.`,
      );
    }
    await command.parseAsync(resume?.args ?? config?.args ?? typed, { from: 'user' });
    return code;
  } catch (error) {
    // Aborted work fails with all kinds of errors: report the interruption.
    const cause = signal.aborted && !(error instanceof Interruption) ? signal.reason : error;
    code = exitCode(cause);
    if (code !== 0) post({ kind: 'line', stream: 'stderr', text: `rnn-lab: ${failureMessage(cause)}` });
    return code;
  }
}

/** Waits until the main thread has what was written to a stream: it ends this thread, and with it what is still here. */
function flush(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}

const port = parentPort as MessagePort;
void program(port, workerData as ProgramData).then(async (code) => {
  await Promise.all([process.stdout, process.stderr].map(flush));
  port.postMessage({ kind: 'end', code });
});
