import fc from 'fast-check';
import { choice, integer, path, real, required } from './parameters';

describe('integer', () => {
  const epochs = integer(2, 'epochs');

  it('accepts every integer of at least 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), (value) => expect(epochs.parse(`${value}`, '/')).toBe(value)),
    );
  });

  it('refuses everything else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^\+?0*[1-9]\d*$/.test(text));
        expect(() => epochs.parse(text, '/')).toThrow('It must be an integer of at least 1.');
      }),
    );
  });

  it.each(['', ' ', '0', '-1', '1.0', '1e3', '0x10', '٣', 'Infinity', '9'.repeat(400)])(
    'refuses %j',
    (text) => {
      expect(() => epochs.parse(text, '/')).toThrow('integer');
    },
  );
});

describe('real', () => {
  const part = real(0.2, 'part', { above: 0, below: 1 });

  it('accepts every number in the range', () => {
    const inRange = fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true });
    fc.assert(fc.property(inRange, (value) => expect(part.parse(`${value}`, '/')).toBe(value)));
  });

  it.each(['', '0', '1', '-0.5', 'NaN', 'Infinity', '.', '1/2', '0,2'])('refuses %j', (text) => {
    expect(() => part.parse(text, '/')).toThrow('It must be a number above 0 and below 1.');
  });
});

test('choice accepts only its names', () => {
  const units = choice(['surface', 'stem'], 'surface', 'units');
  expect(units.parse('stem', '/')).toBe('stem');
  expect(() => units.parse('Stem', '/')).toThrow('It must be one of surface, stem.');
});

test('path resolves a relative path against the folder', () => {
  const csv = path('a file');
  expect(csv.parse('data/x.csv', '/lab')).toBe('/lab/data/x.csv');
  expect(csv.parse('/data/x.csv', '/lab')).toBe('/data/x.csv');
});

test('required removes the default', () => {
  expect(required(path('a file')).default).toBeUndefined();
  expect(required(integer(3, 'a number')).parse('4', '/')).toBe(4);
});

test('choice accepts aliases, but shows only its names', () => {
  const engine = choice(['cpu', 'tfjs'], 'cpu', 'what trains', { onnx: 'cpu' });
  expect(engine.parse('onnx', '/')).toBe('cpu');
  expect(engine.placeholder).toBe('cpu|tfjs');
  expect(() => engine.parse('torch', '/')).toThrow('It must be one of cpu, tfjs.');
});
