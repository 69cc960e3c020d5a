import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  // A browser that has not yet seen the page's own icon, because the head comes in parts, asks for this one.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
};

export default config;
