import { messages } from './messages';
import type { Language } from './messages/language';

/** What to type where there are no runs. */
export function EmptyState({ language }: { language: Language }) {
  return (
    <section className="empty">
      <p>{messages[language].noRuns}</p>
      <pre>npx nx run trainer:nsmc</pre>
    </section>
  );
}
