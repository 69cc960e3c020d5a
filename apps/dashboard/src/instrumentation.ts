/** Next.js calls it once, before the first request. */
export async function register(): Promise<void> {
  const { NEXT_RUNTIME, NODE_ENV, RNN_LAB_HOSTNAME: hostname, PORT: port } = process.env;
  if (NEXT_RUNTIME !== 'nodejs') return;
  const { readMalformedAddresses } = await import('#server/http/malformed-addresses');
  readMalformedAddresses();
  const { endOnSignals } = await import('#server/http/shutdown');
  endOnSignals();
  // Known where the server really starts, not while it is built.
  if (NODE_ENV !== 'production' || !hostname || !port) return;
  const { warmUp } = await import('#server/http/warm-up');
  // Not awaited, as the server answers only after this.
  void warmUp(hostname, port);
}
