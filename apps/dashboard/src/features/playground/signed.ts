/** A difference with its sign, and a true minus. */
export function signed(value: number, digits = 3): string {
  const rounded = Math.abs(value).toFixed(digits);
  if (Number(rounded) === 0) return rounded;
  return `${value > 0 ? '+' : '−'}${rounded}`;
}
