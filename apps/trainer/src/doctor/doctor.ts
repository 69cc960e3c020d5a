import { DATA_FILES } from './data-files';
import { find } from './check';
import { MACHINE } from './machine';
import { redisCheck } from './redis';
import { SOFTWARE } from './software';
import { say } from '../language';
import stringWidth from 'string-width';
import { parseArgs } from 'node:util';
import type { Texts } from '@rnn-lab/lab';
import type { Finding } from './check';

const STATE_WIDTH = 9;
const NAME_WIDTH = 15;

const STATES: Record<Finding['state'], Texts> = {
  ok: { en: 'ok', ko: '정상' },
  absent: { en: 'absent', ko: '없음' },
  missing: { en: 'missing', ko: '빠짐' },
};

/**
 * Prints what this machine has of what the project uses, and what each is for.
 *
 * @param args with `--queue URL`, the Redis server at that address is needed
 * @returns the exit code: 1 if something needed is missing, 2 for other arguments
 */
export async function doctor(args: string[]): Promise<number> {
  let queue: string | undefined;
  try {
    ({ queue } = parseArgs({ args, options: { queue: { type: 'string' } } }).values);
  } catch (error) {
    console.error(`doctor: ${(error as Error).message} [--queue redis://HOST:PORT]`);
    return 2;
  }
  // Nobody reads on (`| head`).
  process.stdout.on('error', () => undefined);
  let missing = false;
  for (const check of [...MACHINE, ...SOFTWARE, redisCheck(queue), ...DATA_FILES]) {
    const { state, name, found, purpose } = await find(check);
    missing ||= state === 'missing';
    console.log(`${column(STATES[state], STATE_WIDTH)}${column(name, NAME_WIDTH)}${found}`);
    const use = say(purpose);
    console.log(`${' '.repeat(STATE_WIDTH + NAME_WIDTH)}${say({ en: `for: ${use}`, ko: `용도: ${use}` })}`);
  }
  console.log(
    `\n${say(
      missing
        ? { en: 'Something that the experiments need is missing.', ko: '실험에 필요한 것이 빠져 있습니다.' }
        : {
            en: 'Everything needed is there. What is absent is optional.',
            ko: '필요한 것이 모두 있습니다. 없는 것은 없어도 됩니다.',
          },
    )}`,
  );
  return missing ? 1 : 0;
}

/** A Korean syllable is two columns wide. */
function column(texts: Texts, width: number): string {
  const text = say(texts);
  return text + ' '.repeat(Math.max(2, width - stringWidth(text)));
}
