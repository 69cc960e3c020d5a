'use client';

import { useEffect, useRef, useState } from 'react';
import { commonMessages } from '#i18n/common';
import { runMessages } from '#i18n/run';
import { Button } from '#components/button';
import { useMessages } from '#components/language';
import type { Status } from '#components/status';

/** Asks the browser to tell when the run ends, if it can: while this page is open. */
export function NotifyAtEnd({ title, status }: { title: string; status: Status }) {
  const text = useMessages(runMessages);
  const { status: statuses } = useMessages(commonMessages);
  const [isWanted, setWanted] = useState(false);
  const isTold = useRef(true);
  const isRunning = status === 'running';
  useEffect(() => {
    if (isRunning) {
      isTold.current = false;
    } else if (isWanted && !isTold.current) {
      isTold.current = true;
      new Notification(title, { body: statuses[status] });
    }
  }, [isRunning, isWanted, title, status, statuses]);
  if (!isRunning) return null;
  const ask = async () => setWanted((await Notification.requestPermission()) === 'granted');
  return (
    <Button
      aria-pressed={isWanted}
      // Browsers that can't notify have no such class.
      onClick={() => void ('Notification' in window && (isWanted ? setWanted(false) : ask()))}
    >
      {text.notifyAtEnd}
    </Button>
  );
}
