'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { connectionMessages } from '#i18n/connection';
import { useLostSince } from './connection';
import styles from './connection-bar.module.css';
import { useMessages } from '../language';
import { Timestamp } from '../timestamp';

/** Shows since when the server has been unreachable; when it is back, all data of the page is fetched again. */
export function ConnectionBar() {
  const text = useMessages(connectionMessages);
  const client = useQueryClient();
  const lostSince = useLostSince();
  const wasLost = useRef(false);
  useEffect(() => {
    if (wasLost.current && lostSince === null) void client.invalidateQueries();
    wasLost.current = lostSince !== null;
  }, [lostSince, client]);
  if (lostSince === null) return null;
  return (
    <div role="alert" className={styles.bar}>
      <strong>
        {text.lost} <Timestamp at={new Date(lostSince).toISOString()} long />
      </strong>
      <span>{text.about}</span>
    </div>
  );
}
