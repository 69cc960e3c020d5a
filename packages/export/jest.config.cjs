module.exports = { displayName: 'keras', preset: '../../jest.preset.cjs' };
