import { playgroundMessages } from '#i18n/playground';
import { useMessages } from '#components/language';
import detailsStyles from './details.module.css';
import { signed } from './signed';
import type { TokensProps } from './token-strip';

/** Every token with all that is known of it. */
export function TokenTable({ tokens, effects, lang }: TokensProps) {
  const messages = useMessages(playgroundMessages);
  return (
    <details className={detailsStyles.details}>
      <summary>{messages.asTable}</summary>
      <div className={detailsStyles.scroll} tabIndex={0} role="region" aria-label={messages.tokens}>
        <table>
          <thead>
            <tr>
              <th scope="col" className="number">
                {messages.position}
              </th>
              <th scope="col">{messages.surface}</th>
              <th scope="col">{messages.lookedUp}</th>
              <th scope="col">{messages.use}</th>
              <th scope="col" className="number">
                {messages.index}
              </th>
              <th scope="col" className="number">
                {messages.effect}
              </th>
            </tr>
          </thead>
          <tbody>
            {tokens.map(({ surface, token, status, index }, i) => (
              <tr key={i}>
                <td className="number">{i + 1}</td>
                <td lang={lang}>{surface}</td>
                <td lang={lang}>{token}</td>
                <td>{messages.status[status]}</td>
                <td className="number">{index ?? '–'}</td>
                <td className="number">{effects?.[i] == null ? '–' : signed(effects[i])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
