import { listTrash } from '@rnn-lab/runs';
import { problemSentence } from '#i18n/problems';
import { trashMessages } from '#i18n/trash';
import { isRunsError } from '#server/store/errors';
import { currentLanguage } from '#server/locale/language';
import { rowOf } from '#server/store/runs-index';
import { runsFolder } from '#server/store/runs-folder';
import { TrashView } from '#features/trash/trash-view';
import type { Metadata } from 'next';

export async function generateMetadata(): Promise<Metadata> {
  return { title: trashMessages[await currentLanguage()].title };
}

export default async function TrashPage() {
  try {
    const entries = await listTrash(runsFolder());
    return <TrashView initial={{ rows: entries.map(rowOf) }} />;
  } catch (error) {
    if (isRunsError(error))
      return <p role="alert">{problemSentence(error.message, error.details, await currentLanguage())}</p>;
    throw error;
  }
}
