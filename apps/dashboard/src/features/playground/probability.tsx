import { playgroundMessages } from '#i18n/playground';
import { formatProbability } from '#components/format';
import { useMessages } from '#components/language';
import hintStyles from './hint.module.css';
import styles from './probability.module.css';
import type { PlaygroundExample } from '#api/playground';

interface ProbabilityProps {
  /** Of label 1. */
  probability: number;
  /** Of the labels 0 and 1. */
  names: readonly string[];
  title: string;
  /** The same text in the run's predictions, if it is one of them. */
  example: PlaygroundExample | undefined;
}

/** The answer of a model with two classes, as a number and as a bar. */
export function Probability({ probability, names, title, example }: ProbabilityProps) {
  const messages = useMessages(playgroundMessages);
  return (
    <section className={styles.probability}>
      <p id="probability">{title}</p>
      <output aria-labelledby="probability" aria-live="polite">
        <strong>{formatProbability(probability)}</strong>{' '}
        {Number.isFinite(probability) && names[probability > 0.5 ? 1 : 0]}
      </output>
      <meter aria-labelledby="probability" min={0} max={1} value={probability || 0} />
      {example && (
        <p className={hintStyles.hint}>
          {messages.inPredictions(formatProbability(example.probabilities[1]), names[example.label])}
        </p>
      )}
    </section>
  );
}
