/** Remembers a preference for a year, where the server reads it before it renders; null forgets it. */
export function setCookie(name: string, value: string | null): void {
  const seconds = value === null ? 0 : 31_536_000;
  document.cookie = `${name}=${encodeURIComponent(value ?? '')}; path=/; max-age=${seconds}; samesite=lax`;
}
