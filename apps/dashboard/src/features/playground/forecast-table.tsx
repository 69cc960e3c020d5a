import { playgroundMessages } from '#i18n/playground';
import { formatNumber } from '#components/chart';
import { useLanguage, useMessages } from '#components/language';
import detailsStyles from './details.module.css';
import type { ForecastProps } from './forecast-chart';

/** The forecast step by step. */
export function ForecastTable({ truth, times, start, values }: ForecastProps) {
  const language = useLanguage();
  const messages = useMessages(playgroundMessages);
  return (
    <details className={detailsStyles.details}>
      <summary>{messages.asTable}</summary>
      <div className={detailsStyles.scroll} tabIndex={0} role="region" aria-label={messages.chartLabel}>
        <table>
          <thead>
            <tr>
              {[messages.position, messages.time, messages.truth, messages.forecast].map((title) => (
                <th key={title} scope="col" className="number">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {values.map((value, i) => (
              <tr key={i}>
                <td className="number">{i + 1}</td>
                <td className="number">{times.label(start + i, language)}</td>
                <td className="number">{start + i < truth.length ? formatNumber(truth[start + i]) : '–'}</td>
                <td className="number">{formatNumber(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
