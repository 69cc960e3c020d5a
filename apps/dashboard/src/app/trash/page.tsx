import { listTrash } from '@rnn-lab/runs';
import { problemSentence } from '../../messages/problems';
import { trashMessages } from '../../messages/trash';
import { isRunsError } from '../../server/errors';
import { currentLanguage } from '../../server/language';
import { rowOf } from '../../server/runs-index';
import { runsFolder } from '../../server/runs-folder';
import { TrashView } from '../../trash/trash-view';
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
