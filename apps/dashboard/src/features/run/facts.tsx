import styles from './facts.module.css';
import type { ReactNode } from 'react';

export type Fact = [name: string, value: ReactNode];

/** `facts` is called during this component's render, so that an error affects only this list. */
export function Facts({ facts }: { facts: () => Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts().map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
