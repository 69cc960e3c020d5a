/** The timestamp (ISO 8601) at which the local time in `timeZone` is `local`, as `2026-11-24T00:00:00.000`. */
export function timestampIn(timeZone: string, local: string): string {
  const shown = Date.parse(`${local}Z`);
  const near = shown - offsetAt(timeZone, shown);
  // A second pass, in case the offset changes between the two.
  return new Date(shown - offsetAt(timeZone, near)).toISOString();
}

/** Offset from UTC in milliseconds. */
function offsetAt(timeZone: string, at: number): number {
  const second = Math.floor(at / 1000) * 1000;
  // Swedish formats dates like ISO 8601.
  const shown = new Date(second).toLocaleString('sv', { timeZone }).padStart(19, '0');
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - second;
}
