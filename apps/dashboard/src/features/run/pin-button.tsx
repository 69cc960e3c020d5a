'use client';

import { pinsMessages } from '#i18n/pins';
import { Button } from '#components/button';
import { useMessages } from '#components/language';
import { usePin, usePinning } from '#components/pins/pins';
import type { Run } from '@rnn-lab/runs';

/** Pins a run that has results as its experiment's baseline, or unpins it. */
export function PinButton({ id, run }: { id: string; run: Run }) {
  const text = useMessages(pinsMessages);
  const pinned = usePin(run.experiment);
  const { pin, unpin } = usePinning();
  if (pinned?.runs.includes(id)) {
    return (
      <Button title={text.unpinHint} onClick={() => void unpin(pinned)}>
        {text.unpin}
      </Button>
    );
  }
  if (!Object.values(run.results).some(Boolean)) return null;
  return (
    <Button title={text.pinHint} onClick={() => void pin([id])}>
      {text.pin}
    </Button>
  );
}
