module.exports = { displayName: 'runs', preset: '../../jest.preset.cjs' };
