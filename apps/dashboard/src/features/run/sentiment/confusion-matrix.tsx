'use client';

import { runSentimentMessages } from '#i18n/run-sentiment';
import { formatShare } from '#components/format';
import { useMessages } from '#components/language';
import styles from './confusion-matrix.module.css';
import type { ClassPair } from '#components/class-pair';
import type { Confusion } from './threshold';

/** Counts by label and prediction; the errors are buttons that show those reviews. */
export function ConfusionMatrix({
  confusion,
  names: [negative, positive],
  onShow,
}: {
  confusion: Confusion;
  names: ClassPair;
  onShow(show: 'false-positives' | 'false-negatives'): void;
}) {
  const text = useMessages(runSentimentMessages);
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = confusion;
  const total = truePositives + falsePositives + falseNegatives + trueNegatives;
  const share = (count: number) => (total === 0 ? '' : formatShare(count, total));
  const counted = (count: number) => count.toLocaleString('en');
  const shade = (count: number, color: string) => ({
    background: `color-mix(in srgb, ${color} ${total === 0 ? 0 : Math.round((40 * count) / total)}%, transparent)`,
  });
  return (
    <table className={styles.confusion}>
      <caption>{text.confusion}</caption>
      <thead>
        <tr>
          <th scope="col">
            {text.actual} \ {text.predicted}
          </th>
          <th scope="col">{negative}</th>
          <th scope="col">{positive}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{negative}</th>
          <td style={shade(trueNegatives, 'var(--good)')}>
            {counted(trueNegatives)} <small>{share(trueNegatives)}</small>
          </td>
          <td style={shade(falsePositives, 'var(--bad)')}>
            <button
              type="button"
              title={text.showErrors(text.falsePositives, counted(falsePositives))}
              onClick={() => onShow('false-positives')}
            >
              {counted(falsePositives)} <small>{share(falsePositives)}</small>
            </button>
          </td>
        </tr>
        <tr>
          <th scope="row">{positive}</th>
          <td style={shade(falseNegatives, 'var(--bad)')}>
            <button
              type="button"
              title={text.showErrors(text.falseNegatives, counted(falseNegatives))}
              onClick={() => onShow('false-negatives')}
            >
              {counted(falseNegatives)} <small>{share(falseNegatives)}</small>
            </button>
          </td>
          <td style={shade(truePositives, 'var(--good)')}>
            {counted(truePositives)} <small>{share(truePositives)}</small>
          </td>
        </tr>
      </tbody>
    </table>
  );
}
