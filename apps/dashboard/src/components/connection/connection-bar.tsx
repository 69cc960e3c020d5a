'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { connectionMessages } from '#i18n/connection';
import { useLostSince } from './connection';
import styles from './connection-bar.module.css';
import { useMessages } from '../language';
import { Timestamp } from '../timestamp';

/** Says that the server is gone, and since when; once it is back, the page asks again for all that it shows. */
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
