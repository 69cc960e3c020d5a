import { mostProbable } from '#api/classes';
import { playgroundMessages } from '#i18n/playground';
import { formatProbability } from '#components/format';
import { useMessages } from '#components/language';
import styles from './examples.module.css';
import type { PlaygroundExample } from '#api/playground';

interface ExamplesProps {
  examples: readonly PlaygroundExample[];
  /** The names of as many classes. */
  namesOf: (count: number) => readonly string[];
  /** Of the reviews. */
  lang: string;
  onChoose: (text: string) => void;
}

/** Reviews of the run's own test set to begin with. */
export function Examples({ examples, namesOf, lang, onChoose }: ExamplesProps) {
  const messages = useMessages(playgroundMessages);
  if (examples.length === 0) return null;
  return (
    <section aria-labelledby="examples" className={styles.examples}>
      <h2 id="examples">{messages.examples}</h2>
      <ul>
        {examples.map(({ index, text, label, probabilities }) => (
          <li key={index}>
            <button type="button" onClick={() => onChoose(text)}>
              <span className={styles.exampleText} lang={lang}>
                {text}
              </span>
              <small>
                {messages.labeled(namesOf(probabilities.length)[label])} · {answerOf(probabilities, namesOf)}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The probability of label 1; of more than two classes, the most probable one's name and probability. */
function answerOf(probabilities: readonly number[], namesOf: ExamplesProps['namesOf']): string {
  if (probabilities.length === 2) return formatProbability(probabilities[1]);
  const best = mostProbable(probabilities);
  return `${namesOf(probabilities.length)[best]} ${formatProbability(probabilities[best])}`;
}
