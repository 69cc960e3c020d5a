import { useEffect } from 'react';

/** Puts `text` before the tab's title while it isn't null. */
export function useTabTitle(text: string | null): void {
  useEffect(() => {
    if (text === null) return undefined;
    const { title } = document;
    document.title = `${text} · ${title}`;
    return () => {
      document.title = title;
    };
  }, [text]);
}
