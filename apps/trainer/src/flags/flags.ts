import { quote } from 'shell-quote';
import type { Parameter } from '@rnn-lab/lab';

/** batchSize → --batch-size */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Takes --batchSize for --batch-size. */
export function kebabCase(words: readonly string[]): string[] {
  return words.map((word) => word.replace(/^--[a-z]+[A-Z][A-Za-z]*(?==|$)/, (flag) => flagOf(flag.slice(2))));
}

/** A command that can be pasted into a shell; what is not set, or on as by default, has no flag. */
export function commandOf(
  experiment: string,
  values: Record<string, ReturnType<Parameter['parse']>>,
): string {
  const flags = Object.entries(values).flatMap(([name, value]) => {
    if (value === null || value === true) return [];
    return value === false ? [`--no-${flagOf(name).slice(2)}`] : [flagOf(name), `${value}`];
  });
  return quote(['npx', 'rnn-lab', experiment, ...flags]);
}
