/** `text` if it is a path on this server, else `/`: it is untrusted input. */
export function localPath(text: string): string {
  const base = 'http://dashboard';
  try {
    const { origin, pathname, search } = new URL(text, base);
    // Checked after parsing too: `/.//evil.example` has the path `//evil.example`, which names another server.
    const isPath = [text, pathname].every((path) => /^\/(?![/\\])/.test(path));
    return origin === base && isPath ? pathname + search : '/';
  } catch {
    return '/';
  }
}
