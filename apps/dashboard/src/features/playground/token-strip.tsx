import { playgroundMessages } from '#i18n/playground';
import { useMessages } from '#components/language';
import styles from './token-strip.module.css';
import { signed } from './signed';
import type { CSSProperties } from 'react';
import type { Tokenization } from '#api/text';

export interface TokensProps {
  tokens: Tokenization['tokens'];
  /** What each adds to the probability; missing while it is being computed. */
  effects: readonly (number | null)[] | undefined;
  /** Of the text. */
  lang: string;
}

/** The tokens in the order of the text, tinted by their effect; the table next to it has the same values. */
export function TokenStrip({ tokens, effects, lang }: TokensProps) {
  const { status } = useMessages(playgroundMessages);
  const strongest = Math.max(0, ...(effects ?? []).map((effect) => Math.abs(effect ?? 0)));
  return (
    <ul className={styles.strip}>
      {tokens.map((token, i) => {
        const effect = effects?.[i] ?? null;
        return (
          <li key={i} className={styles.token} data-status={token.status} style={tint(effect, strongest)}>
            <span lang={lang}>{token.surface}</span>
            <small>
              {token.status !== 'kept' && `${status[token.status]} `}
              {effect !== null && signed(effect)}
            </small>
          </li>
        );
      })}
    </ul>
  );
}

/** As strong as the effect is beside the strongest of the text. */
function tint(effect: number | null, strongest: number): CSSProperties | undefined {
  if (!effect) return undefined;
  const hue = effect > 0 ? 'var(--positive)' : 'var(--negative)';
  const part = Math.round((40 * Math.abs(effect)) / strongest);
  return { background: `color-mix(in oklab, ${hue} ${part}%, var(--surface))` };
}
