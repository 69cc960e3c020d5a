import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useSavedWithOthers } from './charts';
import { download } from './export-png';

/**
 * Saves a chart as a PNG, alone or with all others of its page. A chart that is off screen has no plot: it must be plotted
 * while `isSaving`.
 *
 * @param draw null if there is nothing to save
 */
export function useSave(fileName: string, draw: () => Promise<Blob> | null) {
  const [isSaving, setSaving] = useState(false);

  async function save(): Promise<boolean> {
    flushSync(() => setSaving(true));
    // uPlot draws in a microtask after its creation.
    await new Promise((resolve) => setTimeout(resolve));
    try {
      const image = await draw();
      if (image) download(image, `${fileName.replaceAll(/[\\/:*?"<>|]/g, '_')}.png`);
      return image !== null;
    } finally {
      setSaving(false);
    }
  }

  useSavedWithOthers(save);
  return { isSaving, save };
}
