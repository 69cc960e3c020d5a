import { outcomeOf, within } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../test/temporary-folder';
import { TokenizerThread } from './tokenizer-thread';
import type { WorkerInput } from './worker';

const folder = temporaryFolder();
const input = {} as WorkerInput;

let files = 0;

/** The code of a thread that does this for a request. */
function fileOf(answers: string): string {
  const file = join(folder, `${files++}.cjs`);
  writeFileSync(file, `require('node:worker_threads').parentPort.once('message', () => { ${answers} })`);
  return file;
}

function threadThat(answers: string, limitSeconds?: number): TokenizerThread {
  return TokenizerThread.start(input, fileOf(answers), limitSeconds);
}

const outcome = (thread: TokenizerThread) => thread.tokenize(['영화']);

describe('a thread that', () => {
  it('ends is reported, also on the next request', async () => {
    const thread = threadThat('process.exit(3)');
    await expect(outcome(thread)).rejects.toMatchObject({
      name: 'TextError',
      code: 'tokenizer-thread-ended',
    });
    await thread.end();
    await expect(outcome(thread)).rejects.toThrow('A thread that tokenizes texts has ended: try again, ');
    await expect(outcome(threadThat('process.exit(3)'))).rejects.toThrow(
      'A thread that tokenizes texts has ended (exit code 3): try again, ',
    );
  });

  it('runs out of memory is reported', async () => {
    const file = fileOf('const kept = []; for (;;) kept.push(new Array(1_000_000).fill(kept.length))');
    const script = `
      const { TokenizerThread } = require(process.argv[1]);
      TokenizerThread.start({}, process.argv[2]).tokenize(['영화']).catch((error) => console.log(String(error)));`;
    const built = join(__dirname, '../dist/tokenizer-thread.js');
    const child = spawn(process.execPath, ['--max-old-space-size=40', '-e', script, built, file]);
    const { code, stdout } = await outcomeOf(child);
    expect(stdout).toMatch(
      /^TextError: A thread that tokenizes texts has ended \(.*out of memory\): try again, with fewer workers/,
    );
    expect(code).toBe(0);
  });

  it('fails is reported with its own error', async () => {
    await expect(outcome(threadThat('throw new RangeError("a mistake")'))).rejects.toMatchObject({
      name: 'RangeError',
      message: 'a mistake',
    });
  });

  it.each([
    ['never answers', 'setInterval(() => {}, 1000)'],
    ['computes for ever', 'for (;;);'],
  ])('%s is given up after the time limit, and can be ended', async (_, answers) => {
    const thread = threadThat(answers, 1);
    const asked = outcome(thread);
    await expect(asked).rejects.toMatchObject({ name: 'TextError', code: 'tokenizer-thread-timeout' });
    await expect(asked).rejects.toThrow('A thread that tokenizes texts has not answered within 1 s: ');
    await within(60, 'The end of the thread', thread.end());
  });

  it('is working when the signal comes rejects with its reason', async () => {
    const thread = threadThat('for (;;);');
    const controller = new AbortController();
    const asked = thread.tokenize(['영화'], controller.signal);
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(asked).rejects.toBe(reason);
    await expect(thread.tokenize(['영화'], controller.signal)).rejects.toBe(reason);
    await within(60, 'The end of the thread', thread.end());
  });
});
