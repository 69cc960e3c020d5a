import { UserError } from '@rnn-lab/errors';
import { choice } from '@rnn-lab/lab';
import type { FormerName, Parameter, Parameters, Values } from '@rnn-lab/lab';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { folderTypedIn } from '../folders';
import { say } from '../language';
import { flagOf } from './flags';

type Given = Partial<Values<Parameters>>;

/** Adds a flag for each parameter. */
export function addOptions(command: Command, parameters: Parameters): Command {
  for (const [name, parameter] of Object.entries(parameters)) {
    const { placeholder, default: value, former } = parameter;
    const description = say(parameter.description);
    if (former) command.addOption(formerOption(former, name));
    if (value === true) {
      // Overrides --no-… of a run's configuration.
      command.addOption(new Option(flagOf(name)).hideHelp());
      command.addOption(new Option(`--no-${flagOf(name).slice(2)}`, description));
      continue;
    }
    const option = new Option(`${flagOf(name)} <${placeholder}>`, description).argParser(parserOf(parameter));
    if (value === undefined) option.makeOptionMandatory();
    else if (value !== null) option.default(value, `${value}`);
    command.addOption(option);
  }
  return command;
}

/** Commander adds the flag and the value to the message of an InvalidArgumentError. */
function parserOf({ parse }: Parameter): (text: string) => unknown {
  return (text) => {
    try {
      return parse(text, folderTypedIn());
    } catch (error) {
      throw error instanceof UserError ? new InvalidArgumentError(error.message) : error;
    }
  };
}

/** The flag for a parameter's old name, hidden in --help. */
function formerOption({ name, values }: FormerName, newName: string): Option {
  const choices = choice(Object.keys(values), null, '');
  return new Option(`${flagOf(name)} <${choices.placeholder}>`)
    .argParser((text) => values[`${parserOf(choices)(text)}`])
    .conflicts(newName)
    .hideHelp();
}

/** The value of every parameter: the given one, else the default. */
export function resolveOptions<P extends Parameters>(parameters: P, given: Given): Values<P> {
  const values = Object.entries(parameters).map(([name, parameter]) => [
    name,
    (parameter.former && given[parameter.former.name]) ?? given[name] ?? parameter.default,
  ]);
  return Object.fromEntries(values) as Values<P>;
}
