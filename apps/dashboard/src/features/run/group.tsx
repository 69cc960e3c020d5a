'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { comparePage, runPage } from '#api/links';
import { runMessages } from '#i18n/run';
import { getJson } from '#components/connection/fetch-json';
import { useMessages } from '#components/language';
import { StatusBadge } from '#components/status';
import cardStyles from './card.module.css';
import styles from './group.module.css';
import type { Run } from '@rnn-lab/runs';
import type { RunsPage } from '#api/runs';

const DAY = 86_400_000;

/** The other runs of the same command; nothing if there are none. */
export function Group({ id, run }: { id: string; run: Run }) {
  const text = useMessages(runMessages);
  const { data: rows = [] } = useQuery({
    queryKey: ['group', run.group],
    queryFn: async ({ signal }) => {
      const page = await getJson<RunsPage>(`/runs?${aroundThatTime(run)}`, signal);
      return page.rows.filter((row) => row.run?.group === run.group);
    },
    enabled: run.group !== '',
    staleTime: 0,
  });
  const others = rows.filter((row) => row.id !== id);
  if (others.length === 0) return null;
  const ids = [id, ...others.map((row) => row.id)];
  return (
    <section className={cardStyles.card}>
      <h2>{text.group}</h2>
      <ul className={styles.group}>
        {others.map((row) => (
          <li key={row.id}>
            <Link href={runPage(row.id)}>{row.run?.model ?? row.id}</Link>{' '}
            <StatusBadge status={row.run?.status ?? 'broken'} />
          </li>
        ))}
      </ul>
      <Link href={comparePage(ids)}>{text.compareGroup}</Link>
    </section>
  );
}

/** Runs of one command start soon after each other: a query that finds them without fetching all runs. */
function aroundThatTime({ experiment, startedAt }: Run): URLSearchParams {
  const at = (offset: number) => new Date(Date.parse(startedAt) + offset).toISOString();
  return new URLSearchParams({ experiment, from: at(-3 * DAY), to: at(3 * DAY), limit: '500' });
}
