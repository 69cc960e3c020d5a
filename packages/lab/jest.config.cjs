module.exports = { displayName: 'lab', preset: '../../jest.preset.cjs' };
