/** `text` if it is a path on this server, else `/`: it is untrusted input. */
export function localPath(text: string): string {
  const base = 'http://dashboard';
  try {
    const { origin, pathname, search } = new URL(text, base);
    return origin === base && /^\/(?![/\\])/.test(text) ? pathname + search : '/';
  } catch {
    return '/';
  }
}
