/** A difference with its sign, a true minus and four digits; one that would be rounded to 0, but isn't, as `<0.0001`. */
export function signed(value: number): string {
  if (value === 0) return '0';
  const rounded = Math.abs(value).toFixed(4);
  if (Number(rounded) === 0) return '<0.0001';
  return `${value > 0 ? '+' : '−'}${rounded}`;
}
