import { useState } from 'react';
import { mostProbable } from '#api/classes';
import { playgroundMessages } from '#i18n/playground';
import { formatProbability } from '#components/format';
import { Button } from '#components/button';
import { useMessages } from '#components/language';
import hintStyles from './hint.module.css';
import styles from './class-bars.module.css';
import type { PlaygroundExample } from '#api/playground';

/** Bars at first. */
const FEW = 6;

interface ClassBarsProps {
  /** By class. */
  probabilities: readonly number[];
  names: readonly string[];
  /** The same text in the run's predictions, if it is one of them. */
  example: PlaygroundExample | undefined;
}

/** The answer of a model with more than two classes: a bar per class, the most probable first. */
export function ClassBars({ probabilities, names, example }: ClassBarsProps) {
  const messages = useMessages(playgroundMessages);
  const [showsAll, setShowsAll] = useState(false);
  const order = names.map((_, k) => k).sort((a, b) => probabilities[b] - probabilities[a]);
  const best = mostProbable(probabilities);
  const hasMore = order.length > FEW + 1;
  const shown = hasMore && !showsAll ? order.slice(0, FEW) : order;
  const predicted = example && mostProbable(example.probabilities);
  return (
    <section className={styles.classes} aria-labelledby="probability">
      <h2 id="probability">{messages.probabilities}</h2>
      <output aria-live="polite">
        <strong>{names[best]}</strong> {formatProbability(probabilities[best])}
      </output>
      <ul>
        {shown.map((k) => (
          <li key={k} data-best={k === best}>
            <span>{names[k]}</span>
            <meter aria-label={names[k]} min={0} max={1} value={probabilities[k] || 0} />
            <span className="number">{formatProbability(probabilities[k])}</span>
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? messages.fewerClasses : messages.allClasses(order.length)}
        </Button>
      )}
      {example && predicted !== undefined && (
        <p className={hintStyles.hint}>
          {messages.inPredictions(
            `${names[predicted]} ${formatProbability(example.probabilities[predicted])}`,
            names[example.label],
          )}
        </p>
      )}
    </section>
  );
}
