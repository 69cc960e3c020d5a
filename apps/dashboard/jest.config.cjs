module.exports = {
  displayName: 'dashboard',
  preset: '../../jest.preset.cjs',
  // Jest takes the first of package.json's alternatives (.tsx, .ts) and does not look for the second.
  moduleNameMapper: { '^#(components|features)/(.*)$': '<rootDir>/src/$1/$2' },
};
