import { playgroundMessages } from '#i18n/playground';
import { useMessages } from '#components/language';
import styles from './examples.module.css';
import type { SentimentPrediction } from '@rnn-lab/runs';

/** A review that the run has predicted. */
export type Example = Pick<SentimentPrediction, 'index' | 'text' | 'label' | 'probability'>;

interface ExamplesProps {
  examples: readonly Example[];
  /** Of the reviews. */
  lang: string;
  onChoose: (text: string) => void;
}

/** Reviews of the run's own test set to begin with. */
export function Examples({ examples, lang, onChoose }: ExamplesProps) {
  const messages = useMessages(playgroundMessages);
  if (examples.length === 0) return null;
  return (
    <section aria-labelledby="examples" className={styles.examples}>
      <h2 id="examples">{messages.examples}</h2>
      <ul>
        {examples.map(({ index, text, label, probability }) => (
          <li key={index}>
            <button type="button" onClick={() => onChoose(text)}>
              <span className={styles.exampleText} lang={lang}>
                {text}
              </span>
              <small>
                {messages.labeled(messages.labels[label])} · {probability.toFixed(3)}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
