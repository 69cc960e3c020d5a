import type { EmbeddingMap } from '#api/data';

export interface PlacedWord {
  word: string;
  x: number;
  y: number;
  /** Whether its name overlaps none of a more frequent word. */
  isNamed: boolean;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Width of a character in parts of the font size: letters of the Latin alphabet are narrower than the others. */
const widthOf = (character: string) => (character <= '\u024f' ? 0.6 : 1);

/** Scales words, the most frequent first, to an area, so that every name fits into it. */
export function placeWords(
  words: EmbeddingMap['words'],
  { width, height, fontSize }: { width: number; height: number; fontSize: number },
): PlacedWord[] {
  const toX = scale(
    words.map(({ x }) => x),
    width,
    3 * fontSize,
  );
  // y grows upwards in the map, downwards on the screen.
  const toY = scale(
    words.map(({ y }) => -y),
    height,
    fontSize,
  );
  const taken: Box[] = [];
  return words.map(({ word, x: along, y: up }) => {
    const half = (fontSize * Array.from(word).reduce((sum, character) => sum + widthOf(character), 0)) / 2;
    const x = Math.min(width - half, Math.max(half, toX(along)));
    const y = toY(-up);
    const box = { left: x - half, right: x + half, top: y - fontSize / 2, bottom: y + fontSize / 2 };
    const isNamed = taken.every((other) => !overlap(box, other));
    if (isNamed) taken.push(box);
    return { word, x, y, isNamed };
  });
}

function scale(values: readonly number[], size: number, margin: number): (value: number) => number {
  const lowest = Math.min(...values);
  const range = Math.max(...values) - lowest;
  return (value) => (range > 0 ? margin + ((value - lowest) / range) * (size - 2 * margin) : size / 2);
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
