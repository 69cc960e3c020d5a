/** Unit tests; those that need a built dashboard are in e2e. */
module.exports = {
  displayName: 'dashboard',
  preset: '../../jest.preset.cjs',
  testMatch: ['<rootDir>/{src,bin,testing}/**/*.test.ts'],
  // Jest takes the first of package.json's alternatives (.tsx, .ts) and does not look for the second.
  moduleNameMapper: { '^#(components|features)/(.*)$': '<rootDir>/src/$1/$2' },
};
