import { useEffect } from 'react';

/** Puts a percentage before the tab's title while it isn't null. */
export function useTabTitle(percent: string | null): void {
  useEffect(() => {
    if (percent === null) return undefined;
    const mark = () => {
      const title = `${percent} · ${plainTitle()}`;
      if (document.title !== title) document.title = title;
    };
    mark();
    // Next.js sets the page's own title after this component is shown.
    const observer = new MutationObserver(mark);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      document.title = plainTitle();
    };
  }, [percent]);
}

function plainTitle(): string {
  return document.title.replace(/^\d+% · /, '');
}
