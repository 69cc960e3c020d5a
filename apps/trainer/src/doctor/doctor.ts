import { DATA_FILES } from './data-files';
import { find } from './check';
import { MACHINE } from './machine';
import { SOFTWARE } from './software';

const STATE_WIDTH = 9;
const NAME_WIDTH = 15;

/**
 * Prints what this machine has of what the project uses, and what each is for.
 *
 * @returns the exit code: 1 if something needed is missing
 */
export async function doctor(): Promise<number> {
  // Nobody reads on (`| head`).
  process.stdout.on('error', () => undefined);
  let missing = false;
  for (const check of [...MACHINE, ...SOFTWARE, ...DATA_FILES]) {
    const { state, name, found, purpose } = await find(check);
    missing ||= state === 'missing';
    console.log(`${state.padEnd(STATE_WIDTH)}${name.padEnd(NAME_WIDTH)}${found}`);
    console.log(`${' '.repeat(STATE_WIDTH + NAME_WIDTH)}for: ${purpose}`);
  }
  console.log(
    missing
      ? '\nSomething that the experiments need is missing.'
      : '\nEverything needed is there. What is absent is optional.',
  );
  return missing ? 1 : 0;
}
