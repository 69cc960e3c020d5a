'use client';

import { pinsMessages } from '#i18n/pins';
import { Button } from '../button';
import { useSentence } from '../failure';
import { useMessages } from '../language';
import styles from './pins.module.css';
import { usePinning, usePins } from './pins';
import type { Pin } from '#api/pins';

/** Says which pinned runs are gone; of all experiments, or of these. */
export function PinProblems({ experiments }: { experiments?: readonly string[] }) {
  const text = useMessages(pinsMessages);
  const sentenceOf = useSentence();
  const { pins, error } = usePins();
  const broken = pins.filter(
    ({ experiment, missing }) =>
      missing.length > 0 && (experiments === undefined || experiments.includes(experiment)),
  );
  return (
    <>
      {error && (
        <p role="alert">
          {text.unreadable} {sentenceOf(error)}
        </p>
      )}
      {broken.map((pin) => (
        <Missing key={pin.experiment} pin={pin} />
      ))}
    </>
  );
}

function Missing({ pin }: { pin: Pin }) {
  const text = useMessages(pinsMessages);
  const { unpin } = usePinning();
  const { experiment, runs, missing } = pin;
  const ids = missing.join(', ');
  return (
    <p role="status" className={styles.missing}>
      {runs.length > 0 ? text.partlyMissing(experiment, ids, runs.length) : text.missing(experiment, ids)}{' '}
      <Button title={text.unpinHint} onClick={() => void unpin(pin)}>
        {text.unpin}
      </Button>
    </p>
  );
}
