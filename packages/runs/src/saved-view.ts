import { z } from 'zod';

/** A view of the list of runs under a name: which runs, in which order and groups, with which columns. */
export const savedView = z.object({
  /** Unique. Not a file name, so that every character is allowed; a lone surrogate is no character. */
  name: z.string().regex(/^[^\p{Cs}]{1,100}$/su, 'it must have 1 to 100 characters'),
  /** The query string of the list's address, percent-encoded: search, filters, order and grouping. */
  search: z.string().regex(/^[\x20-\x7e]{0,10000}$/, 'it must have at most 10,000 ASCII characters'),
  /** The columns' names in order; null: the default ones. */
  columns: z
    .array(z.string().max(200))
    .refine((columns) => columns.join().length <= 2_000, 'it must have at most 2,000 characters')
    .nullable(),
});
export type SavedView = z.infer<typeof savedView>;
