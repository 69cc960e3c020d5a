import { comparePairMessages } from '#i18n/compare-pair';
import { useLanguage, useMessages } from '#components/language';
import { gainedTexts, moreRight, noiseOf } from './noise';
import styles from './pair.module.css';
import type { NoiseTest, TextsComparison } from '#api/comparison';

/** Which of two classifiers gets more texts right, and whether by more than noise. */
export function Verdict({ comparison: { cells, mcnemar } }: { comparison: TextsComparison }) {
  const text = useMessages(comparePairMessages);
  const language = useLanguage();
  return (
    <>
      <p className={styles.about}>
        {moreRight(cells, language)}{' '}
        {gainedTexts(cells) !== 0 && <Noise test={mcnemar} describe={text.tests[mcnemar.method]} />}
      </p>
      <p className={`quiet ${styles.about}`}>{text.noiseAbout}</p>
    </>
  );
}

/** Whether a difference is more than noise, with the test that says so. */
export function Noise({ test, describe }: { test: NoiseTest; describe(p: string): string }) {
  const found = noiseOf(test, describe, useLanguage());
  return (
    <>
      <b>{found.verdict}</b> ({found.test}).
    </>
  );
}
