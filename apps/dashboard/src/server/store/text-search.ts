/** For a search that minds neither case nor how letters are composed. */
export function normalized(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** Whether every word of `q` stands in a text, which is asked for, normalized, only where there are words. */
export function wordMatcher(q: string): (normalizedText: () => string) => boolean {
  const words = normalized(q).split(/\s+/).filter(Boolean);
  return (normalizedText) => {
    if (words.length === 0) return true;
    const text = normalizedText();
    return words.every((word) => text.includes(word));
  };
}
