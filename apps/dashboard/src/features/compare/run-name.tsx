'use client';

import Link from 'next/link';
import { runPage } from '#api/links';
import { PinBadge } from '#components/pins/pin-badge';
import styles from './run-name.module.css';
import { RunMark } from './run-mark';
import type { Compared } from './use-compared';

/** A run's name next to its mark in the charts. */
export function RunName({ compared }: { compared: Compared }) {
  return (
    <span className={styles.name}>
      <RunMark compared={compared} />
      <Link href={runPage(compared.id)} prefetch={false}>
        {compared.id}
      </Link>
      <PinBadge id={compared.id} experiment={compared.run.experiment} />
    </span>
  );
}
