import { within } from '@rnn-lab/testing';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../test/temporary-folder';
import { TextError } from './errors';
import { TokenizerThread } from './tokenizer-thread';
import type { WorkerInput } from './worker';

const folder = temporaryFolder();
const input = {} as WorkerInput;
const ANSWER = "require('node:worker_threads').parentPort.once('message', () => { ANSWER })";

/** A thread that does this when it is asked. */
function threadThat(answers: string, limitSeconds?: number): TokenizerThread {
  const file = join(folder, `${threadThat.count++}.cjs`);
  writeFileSync(file, ANSWER.replace('ANSWER', answers));
  return TokenizerThread.start(input, file, limitSeconds);
}
threadThat.count = 0;

const outcome = (thread: TokenizerThread) => thread.tokenize(['영화']);

describe('a thread that', () => {
  it.each([
    ['ends', 'process.exit(3)', 'A thread that tokenizes texts has ended (exit code 3): try again, '],
    [
      'runs out of memory',
      'throw Object.assign(new Error("out of memory"), { code: "ERR_WORKER_OUT_OF_MEMORY" })',
      'A thread that tokenizes texts has ended (out of memory): try again, ',
    ],
  ])('%s is reported, also if it is asked again', async (_, answers, message) => {
    const thread = threadThat(answers);
    await expect(outcome(thread)).rejects.toThrow(TextError);
    await thread.end();
    await expect(outcome(thread)).rejects.toThrow('A thread that tokenizes texts has ended: try again, ');
    await expect(outcome(threadThat(answers))).rejects.toThrow(message);
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
    await expect(asked).rejects.toThrow(TextError);
    await expect(asked).rejects.toThrow('A thread that tokenizes texts has not answered within 1 s: ');
    await within(60, 'The end of the thread', thread.end());
  });

  it('is at work when the signal comes rejects with its reason', async () => {
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
