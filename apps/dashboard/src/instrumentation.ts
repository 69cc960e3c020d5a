/** Next.js calls this once, before the first request. */
export async function register(): Promise<void> {
  const { NEXT_RUNTIME, NODE_ENV, RNN_LAB_HOSTNAME: hostname, PORT: port } = process.env;
  if (NEXT_RUNTIME !== 'nodejs') return;
  const { acceptOddRequests } = await import('#server/http/odd-requests');
  acceptOddRequests();
  const { refuseEarly } = await import('#server/http/early-refusals');
  refuseEarly();
  const { disconnectStalledViewers } = await import('#server/live/stalled-viewers');
  disconnectStalledViewers();
  const { endOnSignals } = await import('#server/http/shutdown');
  endOnSignals();
  // Both are set when the server starts, not during the build.
  if (NODE_ENV !== 'production' || !hostname || !port) return;
  const { warmUp } = await import('#server/http/warm-up');
  // Not awaited: the server responds only after `register` has returned.
  void warmUp(hostname, port);
}
