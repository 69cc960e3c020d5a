import { z } from 'zod';

/** JSON in one line; numbers that are not finite become the strings "NaN", "Infinity" and "-Infinity". */
export function stringify(value: unknown): string {
  return JSON.stringify(value, (_key, item) =>
    typeof item === 'number' && !Number.isFinite(item) ? String(item) : item,
  );
}

/** A number as `stringify` writes it. */
export const real = z.union([z.number(), z.literal(['NaN', 'Infinity', '-Infinity']).transform(Number)]);
