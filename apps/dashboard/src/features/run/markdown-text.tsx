import Markdown from 'react-markdown';
import styles from './markdown-text.module.css';
import type { Components } from 'react-markdown';

/** Below the page's own headings. An image is a link, because loading it would tell its server who reads the notes. */
const COMPONENTS: Components = {
  h1: 'h3',
  h2: 'h4',
  h3: 'h5',
  h4: 'h6',
  h5: 'h6',
  // An address that is refused is empty.
  a: ({ href, children }) =>
    href ? (
      <a href={href} rel="noopener noreferrer">
        {children}
      </a>
    ) : (
      children
    ),
  img: ({ src, alt }) =>
    typeof src === 'string' && src !== '' ? (
      <a href={src} rel="noopener noreferrer">
        {alt || src}
      </a>
    ) : (
      alt
    ),
};

/** A text in Markdown. HTML in it is shown as text, and a link leads to an address of the web or of mail alone. */
export default function MarkdownText({ text }: { text: string }) {
  return (
    <div className={styles.text}>
      <Markdown components={COMPONENTS}>{text}</Markdown>
    </div>
  );
}
