import { z } from 'zod';

/** JSON in one line; numbers that are not finite become the strings "NaN", "Infinity" and "-Infinity". */
export function stringify(value: unknown): string {
  return JSON.stringify(value, (_key, item) =>
    typeof item === 'number' && !Number.isFinite(item) ? String(item) : item,
  );
}

const NON_FINITE = ['NaN', 'Infinity', '-Infinity'] as const;

/** A number as `stringify` writes it. */
export const real = z.union([z.number(), z.literal(NON_FINITE).transform(Number)]);

/** Whether `real` accepts the value. */
export function isReal(value: unknown): boolean {
  return Number.isFinite(value) || (NON_FINITE as readonly unknown[]).includes(value);
}

/** The object with only the fields that `isKept` accepts; any other value as it is. */
export function pickFields(fields: unknown, isKept: (name: string, value: unknown) => boolean): unknown {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => isKept(name, value)));
}
