import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  // Loaded by Node itself: bundled, it would not find its binary.
  serverExternalPackages: ['fs-native-extensions'],
  // A browser that has not yet seen the page's own icon, because the head comes in parts, asks for this one.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
};

export default config;
