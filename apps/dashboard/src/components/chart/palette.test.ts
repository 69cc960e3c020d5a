import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { curveStyle } from './palette';

const css = readFileSync(join(__dirname, '../colors.css'), 'utf8');
const colors = Array.from(
  css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);/g),
  ([, name, light, dark]) => ({ name, light, dark }),
);

describe('the colors of data', () => {
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

  it.each(colors)('--$name has enough contrast in both themes', ({ light, dark }) => {
    expect(contrast(light, '#ffffff')).toBeGreaterThan(3);
    expect(contrast(dark, '#131619')).toBeGreaterThan(3);
  });

  it('have a hue of their own for each role', () => {
    const roles = colors.filter(({ name }) => !name.startsWith('curve-'));
    expect(roles.length).toBeGreaterThanOrEqual(10);
    expect(new Set(roles.map(({ light }) => light)).size).toBe(roles.length);
  });

  it('distinguish 20 curves, all of them in the file', () => {
    const styles = Array.from({ length: 20 }, (_, i) => curveStyle(i));
    expect(new Set(styles.map((style) => JSON.stringify(style))).size).toBe(20);
    const names = colors.map(({ name }) => `var(--${name})`);
    expect(names).toEqual(expect.arrayContaining(styles.map(({ color }) => color)));
  });
});
