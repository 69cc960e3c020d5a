import { mean, rootMeanSquare } from 'simple-statistics';
import { playgroundMessages } from '#i18n/playground';
import { formatValue } from '#components/format';
import { useLanguage, useMessages } from '#components/language';
import { Unit } from '#components/unit';
import styles from './forecast-errors.module.css';
import type { ForecastProps } from './forecast-chart';

/** How wrong the forecast is, beside one that repeats the last true value, and whether the model has seen the truth. */
export function ForecastErrors({ truth, times, start, unseenFrom, unit, values }: ForecastProps) {
  const language = useLanguage();
  const messages = useMessages(playgroundMessages);
  const known = truth.slice(start, start + values.length);
  if (known.length === 0) return null;
  const rows = {
    forecast: known.map((target, i) => target - values[i]),
    lastValue: known.map((target) => target - truth[start - 1]),
  };
  const isSeen = start < unseenFrom;
  const unseen = unseenFrom < truth.length ? times.label(unseenFrom, language) : null;
  return (
    <>
      <p className={isSeen ? styles.inSample : styles.outOfSample}>
        {isSeen ? messages.inSample(unseen) : messages.outOfSample}
      </p>
      <table className={styles.errors}>
        <caption>{messages.errors(known.length)}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col" className="number">
              {messages.mae} <Unit unit={unit} />
            </th>
            <th scope="col" className="number">
              {messages.rmse} <Unit unit={unit} />
            </th>
          </tr>
        </thead>
        <tbody>
          {(['forecast', 'lastValue'] as const).map((key) => (
            <tr key={key}>
              <th scope="row">{messages[key]}</th>
              <td className="number">{formatValue(mean(rows[key].map(Math.abs)))}</td>
              <td className="number">{formatValue(rootMeanSquare(rows[key]))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
