import type { ExecutorContext } from '@nx/devkit';
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `rnn-lab <target> ...arguments` in this process's terminal, without a shell in between.
 * Signals go on to rnn-lab, and this process ends only after it.
 */
export default async function experiment(
  options: { arguments: string[] },
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const program = join(
    context.root,
    context.projectsConfigurations.projects[context.projectName!].root,
    'bin/rnn-lab.js',
  );
  const child = spawn(process.execPath, [program, context.targetName!, ...options.arguments], {
    stdio: 'inherit',
  });

  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, forward);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    return { success: code === 0 };
  } finally {
    for (const signal of SIGNALS) process.off(signal, forward);
  }
}
