import type { NextConfig } from 'next';

/**
 * Next.js keeps this much of a request's body while the proxy checks its token: the MiB that routes accept, and two of a
 * socket's chunks, so that a route sees that a body is larger.
 */
const MOST_BODY = 2 ** 20 + 2 * 2 ** 16;

const config: NextConfig = {
  poweredByHeader: false,
  experimental: { proxyClientMaxBodySize: MOST_BODY },
  // A browser that has not yet seen the page's own icon, because the head comes in parts, asks for this one.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
};

export default config;
