/** The address of a file below a base address, whose query stays at the end. */
export function addressBelow(base: string, path: string): string {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path}`;
  return url.href;
}

/** A valid address as it may be printed: without user and password. */
export function printable(address: string): string {
  return address.replace(/\/\/[^/?#]*@/, '//');
}

/** The user and password of an address as a header, which is where `fetch` takes them. */
export function authorization(address: string): Record<string, string> {
  const { username, password } = new URL(address);
  if (username === '' && password === '') return {};
  const credentials = `${decoded(username)}:${decoded(password)}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}

/** Unchanged if it has a % that encodes nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
