import { compareMessages } from '#i18n/compare';
import { compareScatterMessages } from '#i18n/compare-scatter';
import { useLanguage } from '#components/language';
import styles from './scatter.module.css';
import { isPositive } from './quantities';
import { quantityTitle } from './quantity-title';
import type { Quantity } from './quantities';

/** What an axis shows, and whether on a log scale. */
export function AxisChoice({
  label,
  quantities,
  chosen,
  isLog,
  onChoose,
  onLog,
}: {
  label: string;
  quantities: readonly Quantity[];
  chosen: Quantity;
  isLog: boolean;
  onChoose(key: string): void;
  onLog(isLog: boolean): void;
}) {
  const language = useLanguage();
  const text = compareScatterMessages[language];
  const { parameters, metrics } = compareMessages[language];
  const groups = [
    { name: parameters, members: quantities.filter(({ source }) => source.kind !== 'metric') },
    { name: metrics, members: quantities.filter(({ source }) => source.kind === 'metric') },
  ].filter(({ members }) => members.length > 0);
  const canBeLog = isPositive(chosen);
  return (
    <span className={styles.choice}>
      <label>
        {label}
        <select value={chosen.key} onChange={({ target }) => onChoose(target.value)}>
          {groups.map(({ name, members }) => (
            <optgroup key={name} label={name}>
              {members.map((quantity) => (
                <option key={quantity.key} value={quantity.key}>
                  {quantityTitle(quantity, language)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label title={canBeLog ? undefined : text.noLog}>
        <input
          type="checkbox"
          checked={isLog}
          disabled={!canBeLog}
          aria-label={text.logOf(label)}
          onChange={({ target }) => onLog(target.checked)}
        />
        {text.log}
      </label>
    </span>
  );
}
