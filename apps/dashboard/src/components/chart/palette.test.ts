import { curveStyle, PALETTE } from './palette';

describe('the palette', () => {
  const luminance = (hex: string) => {
    const [r, g, b] = [1, 3, 5]
      .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string) => {
    const [low, high] = [luminance(a), luminance(b)].sort((one, other) => one - other);
    return (high + 0.05) / (low + 0.05);
  };

  it.each(PALETTE)('$light and $dark have enough contrast', ({ light, dark }) => {
    expect(contrast(light, '#ffffff')).toBeGreaterThan(3);
    expect(contrast(dark, '#131619')).toBeGreaterThan(3);
  });

  it('distinguishes 20 curves', () => {
    expect(new Set(Array.from({ length: 20 }, (_, i) => JSON.stringify(curveStyle(i)))).size).toBe(20);
  });
});
