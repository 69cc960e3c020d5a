import styles from './bar-table.module.css';

export interface BarRow {
  name: string;
  count: number;
  /** `share` as it is shown. */
  value: string;
  /** From 0 to 1. */
  share: number;
}

/** Counts and shares by name, each share with a bar. */
export function BarTable({
  title,
  columns: [name, count, value],
  rows,
}: {
  title: string;
  columns: readonly [name: string, count: string, value: string];
  rows: readonly BarRow[];
}) {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={title}>
      <table className={styles.table}>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            <th scope="col" className="number">
              {count}
            </th>
            <th scope="col" className="number">
              {value}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td className="number">{row.count.toLocaleString('en')}</td>
              <td className="number">{row.value}</td>
              <td className={styles.bar}>
                <span style={{ width: `${100 * row.share}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
