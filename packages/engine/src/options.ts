import { InputError } from './errors';

/** Says which values an option accepts ("a number above 0") if it doesn't accept this one. */
export type Check = (value: unknown) => string | undefined;

/** One check per option. */
export type Checks<Options> = { readonly [Key in keyof Required<Options>]: Check };

interface Range {
  from?: number;
  above?: number;
  below?: number;
  to?: number;
}

/** A finite number in the range. */
export function number({ from, above, below, to }: Range): Check {
  const bounds = [
    from !== undefined && `from ${from}`,
    above !== undefined && `above ${above}`,
    below !== undefined && `to below ${below}`,
    to !== undefined && `to ${to}`,
  ];
  const accepted = ['a number', ...bounds.filter(Boolean)].join(' ');
  return (value) => {
    const valid =
      Number.isFinite(value) &&
      !((value as number) < (from ?? -Infinity)) &&
      !((value as number) <= (above ?? -Infinity)) &&
      !((value as number) >= (below ?? Infinity)) &&
      !((value as number) > (to ?? Infinity));
    return valid ? undefined : accepted;
  };
}

export const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'true or false');

export function optional(check: Check): Check {
  return (value) => (value === undefined ? undefined : check(value));
}

/**
 * @param where what has the options, for example `the optimizer sgd`
 * @throws InputError if an option is unknown, missing or out of range
 */
export function checkOptions(where: string, given: object, checks: Readonly<Record<string, Check>>): void {
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(checks, key)) {
      const known = Object.keys(checks).join(', ');
      throw new InputError(`There is no option ${key} for ${where}; choose from ${known}.`);
    }
  }
  for (const [key, check] of Object.entries(checks)) {
    const value = (given as Record<string, unknown>)[key];
    const accepted = check(value);
    if (accepted) throw new InputError(`${key} of ${where} is ${print(value)}; give ${accepted}.`);
  }
}

/** @throws InputError unless the registry has the name */
export function checkName(kind: string, name: string, registry: object): void {
  if (Object.hasOwn(registry, name)) return;
  throw new InputError(`There is no ${kind} ${print(name)}; choose ${Object.keys(registry).join(', ')}.`);
}

function print(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
}
