import type { ExecException } from 'node:child_process';
import * as mecabYa from 'mecab-ya';

/** `mecab-ya`'s pairs of surface and tag, or an error. */
export type MecabYaReply =
  | { readonly morphemes: readonly (readonly [surface: string, tag: string])[] }
  | { readonly error: string; readonly isTooMuchOutput: boolean };

// A child process, because mecab-ya reads its settings from the environment when it is loaded, and offers no way to end the
// MeCab that it starts. It leads a process group, so that it can be ended with everything that it started.
process.on('message', (text: string) => {
  mecabYa.pos(text, (error, morphemes) => {
    process.send?.((error ? failure(error) : { morphemes }) satisfies MecabYaReply);
  });
});

// The parent process or thread has ended.
process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL'));

/** `mecab-ya` accepts 1 MB of output, and has no option for it. The message contains the command, with all the texts. */
function failure({ message, cmd = '', code, signal }: ExecException): MecabYaReply {
  return {
    error: message.slice(`Command failed: ${cmd}`.length).trim() || `exit code ${code ?? signal}`,
    isTooMuchOutput: String(code) === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER',
  };
}
