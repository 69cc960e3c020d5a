/** Next.js calls it once, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { readMalformedAddresses } = await import('./server/malformed-addresses');
  readMalformedAddresses();
}
