/** Names as one text, separated by commas: a comma in a name is `%2C`, a percent sign `%25`. */
export function joinNames(names: readonly string[]): string {
  return names.map((name) => name.replace(/[%,]/g, (sign) => encodeURIComponent(sign))).join();
}

/** The names of such a text. */
export function splitNames(text: string): string[] {
  if (text === '') return [];
  return text.split(',').map((name) => name.replace(/%(25|2C)/gi, (sign) => decodeURIComponent(sign)));
}
