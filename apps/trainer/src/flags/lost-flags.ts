import { UsageError } from '../errors';
import { kebabCase } from './flags';
import type { Command } from 'commander';

/**
 * Refuses to run without flags that were typed for rnn-lab but that Nx did not pass on. The target's executor names in
 * RNN_LAB_LOST_FLAGS what Nx kept; its own flags, such as --skip-nx-cache, are among them.
 *
 * @throws UsageError that names the flags
 */
export function refuseLostFlags(program: Command, [name]: readonly string[]): void {
  const kept = kebabCase((process.env.RNN_LAB_LOST_FLAGS ?? '').split(' '));
  const command = program.commands.find((each) => each.name() === name);
  const options = [command, ...(command?.commands ?? [])].flatMap((each) => each?.options ?? []);
  const lost = kept.filter((flag) => options.some(({ long }) => long === flag));
  if (lost.length === 0) return;
  throw new UsageError(
    `Nx has not passed on ${lost.join(', ')}: type -- in front of all of rnn-lab's flags, as in npx nx run trainer:${name} -- ${lost[0]} …`,
  );
}
