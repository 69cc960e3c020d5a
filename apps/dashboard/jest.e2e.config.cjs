/** Tests of the built dashboard: its server, its API, and its pages in a browser. */
module.exports = {
  ...require('./jest.config.cjs'),
  displayName: 'dashboard-e2e',
  testMatch: ['<rootDir>/e2e/**/*.test.ts'],
};
