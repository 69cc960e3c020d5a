import chosenStyles from './chosen.module.css';
import styles from './select.module.css';

/** One of `options`: value and text. */
export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
  className = '',
}: {
  label: string;
  value: Value;
  options: readonly (readonly [Value, string])[];
  onChange: (value: Value) => void;
  className?: string;
}) {
  return (
    <select
      aria-label={label}
      className={`${styles.select} ${className}`}
      value={value}
      onChange={({ target }) => onChange(target.value as Value)}
    >
      {options.map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </select>
  );
}

/** One of `options`, or null, labeled `none`; highlighted if one is chosen. */
export function FilterSelect<Value extends string>({
  value,
  none,
  options,
  onChange,
  label,
}: {
  label: string;
  value: Value | null;
  none: string;
  options: readonly (readonly [Value, string])[];
  onChange: (value: Value | null) => void;
}) {
  return (
    <Select<Value | ''>
      label={label}
      value={value ?? ''}
      options={[['', none], ...options]}
      onChange={(chosen) => onChange(chosen || null)}
      className={value === null ? '' : chosenStyles.chosen}
    />
  );
}
