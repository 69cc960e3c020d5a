import { mean, rootMeanSquare } from 'simple-statistics';
import { playgroundMessages } from '#i18n/playground';
import { formatNumber } from '#components/chart';
import { useMessages } from '#components/language';
import styles from './forecast-errors.module.css';
import type { ForecastProps } from './forecast-chart';

/** How wrong the forecast is, beside one that repeats the last true value. */
export function ForecastErrors({ truth, start, values }: Omit<ForecastProps, 'times'>) {
  const messages = useMessages(playgroundMessages);
  const known = truth.slice(start, start + values.length);
  if (known.length === 0) return null;
  const rows = {
    forecast: known.map((target, i) => target - values[i]),
    lastValue: known.map((target) => target - truth[start - 1]),
  };
  return (
    <table className={styles.errors}>
      <caption>{messages.errors(known.length)}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col" className="number">
            {messages.mae}
          </th>
          <th scope="col" className="number">
            {messages.rmse}
          </th>
        </tr>
      </thead>
      <tbody>
        {(['forecast', 'lastValue'] as const).map((key) => (
          <tr key={key}>
            <th scope="row">{messages[key]}</th>
            <td className="number">{formatNumber(mean(rows[key].map(Math.abs)))}</td>
            <td className="number">{formatNumber(rootMeanSquare(rows[key]))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
