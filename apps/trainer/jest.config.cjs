// The tests read English, whatever the developer's locale is.
process.env.LC_ALL = 'C';

module.exports = { displayName: 'trainer', preset: '../../jest.preset.cjs' };
