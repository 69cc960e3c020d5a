import fc from 'fast-check';
import { numberParser } from './numbers';
import type { NumberFormat } from './numbers';

const POINT: NumberFormat = { decimal: 'point', thousands: null };

test.each<[NumberFormat, string, number | null]>([
  [POINT, '1500', 1500],
  [POINT, '-2.5e3', -2500],
  [POINT, '+.5', 0.5],
  [POINT, '1,500', null],
  [POINT, '0x5dc', null],
  [POINT, '0b101', null],
  [POINT, '0o17', null],
  [POINT, 'Infinity', null],
  [POINT, '1e999', null],
  [POINT, '', null],
  [POINT, '1_000', null],
  [{ decimal: 'comma', thousands: null }, '1974,083333', 1974.083333],
  [{ decimal: 'comma', thousands: null }, '1.5', null],
  [{ decimal: 'point', thousands: 'comma' }, '1,234,567.5', 1234567.5],
  [{ decimal: 'point', thousands: 'comma' }, '1234567.5', 1234567.5],
  [{ decimal: 'point', thousands: 'comma' }, '1,50', null],
  [{ decimal: 'point', thousands: 'comma' }, '1234,567', null],
  [{ decimal: 'comma', thousands: 'point' }, '-1.234,5', -1234.5],
  [{ decimal: 'comma', thousands: 'space' }, '1 234\u00a0567,5', 1234567.5],
])('%j reads %j as %p', (format, text, value) => {
  expect(numberParser(format)(text)).toBe(value);
});

test('refuses the same separator for both', () => {
  expect(() => numberParser({ decimal: 'comma', thousands: 'comma' })).toThrow(
    "A comma can't separate both decimals and thousands",
  );
});

test('reads what JavaScript and German locales write', () => {
  const german = numberParser({ decimal: 'comma', thousands: 'point' });
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
  fc.assert(
    fc.property(number, (value) => {
      expect(numberParser(POINT)(String(value))).toBe(value);
    }),
  );
  fc.assert(
    fc.property(fc.integer(), (cents) => {
      expect(german((cents / 100).toLocaleString('de'))).toBeCloseTo(cents / 100, 2);
    }),
  );
});
