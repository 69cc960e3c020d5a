import { comparePairMessages } from '#i18n/compare-pair';
import { formatProbability } from '#components/format';
import { useMessages } from '#components/language';
import styles from './pair.module.css';
import type { NoiseTest, TextsComparison } from '#api/comparison';

/** The usual level: a smaller p is taken for more than noise. */
const SIGNIFICANT = 0.05;

/** Which of two classifiers gets more texts right, and whether by more than noise. */
export function Verdict({ comparison: { cells, mcnemar } }: { comparison: TextsComparison }) {
  const text = useMessages(comparePairMessages);
  const { bothRight, onlyA, onlyB, bothWrong } = cells;
  const rows = (bothRight + onlyA + onlyB + bothWrong).toLocaleString('en');
  const gained = onlyB - onlyA;
  const more = Math.abs(gained).toLocaleString('en');
  return (
    <>
      <p className={styles.about}>
        {gained === 0 ? text.asMany(rows) : text.more(gained > 0 ? text.b : text.a, more, rows)}{' '}
        {gained !== 0 && <Noise test={mcnemar} describe={text.tests[mcnemar.method]} />}
      </p>
      <p className={`quiet ${styles.about}`}>{text.noiseAbout}</p>
    </>
  );
}

/** Whether a difference is more than noise, with the test that says so. */
export function Noise({ test, describe }: { test: NoiseTest; describe(p: string): string }) {
  const text = useMessages(comparePairMessages);
  const p = formatProbability(test.p);
  // One that is rounded to 0 or 1 is written as <0.0001 or >0.9999.
  const written = /^\d/.test(p) ? `p = ${p}` : `p ${p}`;
  return (
    <>
      <b>{test.p < SIGNIFICANT ? text.moreThanNoise : text.withinNoise}</b> ({describe(written)}).
    </>
  );
}
