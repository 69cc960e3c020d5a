module.exports = { displayName: 'forecasting', preset: '../../jest.preset.cjs' };
