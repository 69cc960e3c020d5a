/** Normalized for a search that ignores case and Unicode composition. */
export function normalized(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** Matches a text that contains every word of `q`. The text, normalized, is only requested if `q` has words. */
export function wordMatcher(q: string): (normalizedText: () => string) => boolean {
  const words = normalized(q).split(/\s+/).filter(Boolean);
  return (normalizedText) => {
    if (words.length === 0) return true;
    const text = normalizedText();
    return words.every((word) => text.includes(word));
  };
}
