import { playgroundPage } from '#api/links';
import type { ComponentProps } from 'react';

interface PlaygroundLinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  id: string;
  /** A review to begin with. */
  text?: string;
  /** Of a model with several. */
  output?: string;
}

/** A full page load: the browser keeps the current page's Content-Security-Policy, which forbids WebAssembly. */
export function PlaygroundLink({ id, text, output, children, ...props }: PlaygroundLinkProps) {
  return (
    <a {...props} href={playgroundPage(id, { text, output })}>
      {children}
    </a>
  );
}
