/** A path of this server; the first page where `text` is something else, as it may come from anywhere. */
export function localPath(text: string): string {
  const base = 'http://dashboard';
  try {
    const { origin, pathname, search } = new URL(text, base);
    return origin === base && /^\/(?![/\\])/.test(text) ? pathname + search : '/';
  } catch {
    return '/';
  }
}
