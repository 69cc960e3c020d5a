import type { ComponentProps } from 'react';

/** Characters of a review that an address takes; of a longer one the end, which is what a model reads. */
const LONGEST = 5_000;

interface PlaygroundLinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  id: string;
  /** A review to begin with. */
  text?: string;
}

/** Loads the page anew, as a browser keeps the policy of the first one, which forbids WebAssembly. */
export function PlaygroundLink({ id, text, ...props }: PlaygroundLinkProps) {
  const query = text === undefined ? '' : `?${new URLSearchParams({ text: text.slice(-LONGEST) })}`;
  return <a {...props} href={`/runs/${encodeURIComponent(id)}/playground${query}`} />;
}
