module.exports = { displayName: 'text-ko', preset: '../../jest.preset.cjs' };
