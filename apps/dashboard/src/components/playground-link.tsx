import { playgroundPage } from '#api/links';
import type { ComponentProps } from 'react';

interface PlaygroundLinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  id: string;
  /** A review to begin with. */
  text?: string;
}

/** Loads the page anew, as a browser keeps the policy of the first one, which forbids WebAssembly. */
export function PlaygroundLink({ id, text, ...props }: PlaygroundLinkProps) {
  return <a {...props} href={playgroundPage(id, text)} />;
}
