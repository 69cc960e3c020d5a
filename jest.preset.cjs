/** What every project's jest.config.cjs shares: TypeScript through SWC, tests beside their source. */
module.exports = {
  testEnvironment: 'node',
  // The target docs runs test/docs.test.ts.
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/test/**/!(docs).test.ts'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          target: 'es2023',
          transform: { react: { runtime: 'automatic' } },
        },
      },
    ],
  },
  globalSetup: require.resolve('./tools/testing/jest/global-setup.cjs'),
  reporters: ['default', require.resolve('./tools/testing/jest/progress.cjs')],
  // Speed is never asserted: this ends a hang, and a busy machine must stay far below it. Tests have no other limit.
  testTimeout: 300_000,
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json'],
};
