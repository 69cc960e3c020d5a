/** An error's message as one line, without the prefix `error: `. */
export function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
}
