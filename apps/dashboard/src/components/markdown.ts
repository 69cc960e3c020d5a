/** Parts of a document in Markdown. */

/** A chart in a file beside the document. */
export interface Picture {
  title: string;
  file: string;
}

export function pictureLinks(pictures: readonly Picture[]): string[] {
  return pictures.map(({ title, file }) => `![${line(title)}](${file})`);
}

/** Cells are texts in which Markdown has no meaning. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.map(line).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

/** A text of one line, in which Markdown and HTML have no meaning. */
export function line(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|#]/g, '\\$&');
}

export function code(text: string): string {
  return `\`${text.replaceAll('`', '')}\``;
}

/** A block of code with a fence that the text doesn't have. */
export function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length + 1)));
  return `${fence}sh\n${text}\n${fence}`;
}
