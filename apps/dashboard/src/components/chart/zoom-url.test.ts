import { parseZoom, writeZoom } from './zoom-url';

describe('a zoom in the URL', () => {
  it('keeps what a screen can show of the range', () => {
    const zoom = { xAxis: 'step', from: 10.123456789, to: 60.987654321 };
    expect(writeZoom(zoom)).toBe('step,10.123,60.988');
    expect(parseZoom('step,10.123,60.988')).toEqual({ xAxis: 'step', from: 10.123, to: 60.988 });
  });

  it('keeps Unix times, and very short ranges', () => {
    const day = { xAxis: 'time', from: 1_767_225_600_000.4, to: 1_767_225_612_345.6 };
    expect(writeZoom(day)).toBe('time,1767225600000,1767225612346');
    const short = { xAxis: 'relative', from: 1e-7, to: 3e-7 };
    expect(parseZoom(writeZoom(short))).toEqual(short);
  });

  it.each(['', 'step', 'step,1', 'step,2,1', 'step,1,1', 'step,1,x', 'step,1,1e999', 'step,1,2,3', ',1,2'])(
    'is ignored if it is %j',
    (text) => expect(parseZoom(text)).toBeNull(),
  );
});
