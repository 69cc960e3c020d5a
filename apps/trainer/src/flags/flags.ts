import { quote } from 'shell-quote';
import type { Parameter } from '@rnn-lab/lab';

/** batchSize → --batch-size */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** batch-size → batchSize */
export function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Replaces --batchSize by --batch-size; values stay as they are. */
export function kebabCase(args: readonly string[]): string[] {
  return args.map((arg) => arg.replace(/^--[a-z]+[A-Z][A-Za-z]*(?==|$)/, (flag) => flagOf(flag.slice(2))));
}

/** The arguments that set values. One that is not set (null), or on by default (true), has no flag. */
export function flagsOf(values: Record<string, ReturnType<Parameter['parse']>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (value === null || value === true) return [];
    return value === false ? [`--no-${flagOf(name).slice(2)}`] : [flagOf(name), `${value}`];
  });
}

/** A command to paste into a shell. */
export function commandOf(experiment: string, values: Parameters<typeof flagsOf>[0]): string {
  return quote(['npx', 'rnn-lab', experiment, ...flagsOf(values)]);
}

/** A word of a shell: plain, quoted and escaped parts. */
const WORD = /(?:'[^']*'|"(?:\\[^]|[^"\\])*"|\\[^]|[^\s'"\\])+/g;
const PART = /'([^']*)'|"((?:\\[^]|[^"\\])*)"|\\([^])|([^\s'"\\]+)/g;

/** The arguments of a command that `commandOf` made. Not shell-quote's `parse`, which takes an escaped `*` for a pattern. */
export function argumentsOf(command: string): string[] {
  return Array.from(command.matchAll(WORD), ([word]) =>
    Array.from(
      word.matchAll(PART),
      ([, single, double, escaped, plain]) =>
        single ?? double?.replace(/\\([$`"\\!\n])/g, '$1') ?? escaped ?? plain,
    ).join(''),
  );
}
