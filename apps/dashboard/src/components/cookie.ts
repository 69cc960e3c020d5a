/** Stores a preference in a cookie for a year, so that the server can read it when rendering; null deletes it. */
export function setCookie(name: string, value: string | null): void {
  const seconds = value === null ? 0 : 31_536_000;
  document.cookie = `${name}=${encodeURIComponent(value ?? '')}; path=/; max-age=${seconds}; samesite=lax`;
}
