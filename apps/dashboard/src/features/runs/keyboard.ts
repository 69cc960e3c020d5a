/** The effect of a key in the table. */
export type TableKey =
  { move: number } | { open: true } | { select: true } | { expand: boolean } | { clear: true };

/** null if the key has no effect. `page`: rows per screen; `last`: index of the last row. */
export function tableKey(
  key: string,
  { index, last, page }: { index: number; last: number; page: number },
): TableKey | null {
  const to = (target: number): TableKey => ({ move: Math.min(Math.max(target, 0), last) });
  switch (key) {
    case 'ArrowDown':
      return to(index + 1);
    case 'ArrowUp':
      return to(index - 1);
    case 'PageDown':
      return to(index + page);
    case 'PageUp':
      return to(index - page);
    case 'Home':
      return to(0);
    case 'End':
      return to(last);
    case 'Enter':
      return { open: true };
    case ' ':
      return { select: true };
    case 'ArrowRight':
      return { expand: true };
    case 'ArrowLeft':
      return { expand: false };
    case 'Escape':
      return { clear: true };
    default:
      return null;
  }
}
