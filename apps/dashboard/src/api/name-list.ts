/** Joins names with commas; a comma in a name becomes `%2C`, a percent sign `%25`. */
export function joinNames(names: readonly string[]): string {
  return names.map((name) => name.replace(/[%,]/g, (sign) => encodeURIComponent(sign))).join();
}

/** Splits what `joinNames` returns. */
export function splitNames(text: string): string[] {
  if (text === '') return [];
  return text.split(',').map((name) => name.replace(/%(25|2C)/gi, (sign) => decodeURIComponent(sign)));
}
