/** The moment (ISO 8601) at which the clocks of a time zone show `local`, as `2026-11-24T00:00:00.000`. */
export function timestampIn(timeZone: string, local: string): string {
  const shown = Date.parse(`${local}Z`);
  const near = shown - offsetAt(timeZone, shown);
  // Once more, as the clocks may have been changed between the two.
  return new Date(shown - offsetAt(timeZone, near)).toISOString();
}

/** How many milliseconds the clocks are ahead of UTC. */
function offsetAt(timeZone: string, at: number): number {
  const second = Math.floor(at / 1000) * 1000;
  // Swedish is the language whose usual form is ISO's.
  const shown = new Date(second).toLocaleString('sv', { timeZone }).padStart(19, '0');
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - second;
}
