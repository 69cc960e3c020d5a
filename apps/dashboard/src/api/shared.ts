import { z } from 'zod';

/** Building blocks of the schemas. */

export const count = z.number().int().nonnegative();
/** A count in a query string. */
export const countParameter = z.coerce.number().int().nonnegative();
export const numbers = z.array(z.number());
export const strings = z.array(z.string());
/** JSON has no NaN and no Infinity: the API returns null for a number that is not finite. */
export const finiteOrNull = z.number().nullable();
