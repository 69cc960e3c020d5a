import { playgroundMessages } from '#i18n/playground';
import { useMessages } from '#components/language';
import hintStyles from './hint.module.css';
import styles from './probability.module.css';
import type { Example } from './examples';
import type { Sentiment } from './use-sentiment';

interface ProbabilityProps extends Pick<Sentiment, 'probability'> {
  /** The same review in the run's predictions, if it is one of them. */
  example: Example | undefined;
}

/** The model's answer, as a number and as a bar. */
export function Probability({ probability, example }: ProbabilityProps) {
  const messages = useMessages(playgroundMessages);
  return (
    <section className={styles.probability}>
      <p id="probability">{messages.probability}</p>
      <output aria-labelledby="probability" aria-live="polite">
        <strong>{probability.toFixed(4)}</strong>{' '}
        {Number.isFinite(probability) && messages.labels[probability > 0.5 ? 1 : 0]}
      </output>
      <meter aria-labelledby="probability" min={0} max={1} value={probability || 0} />
      {example && (
        <p className={hintStyles.hint}>
          {messages.inPredictions(example.probability.toFixed(4), messages.labels[example.label])}
        </p>
      )}
    </section>
  );
}
