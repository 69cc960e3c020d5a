import { isUserError } from '@rnn-lab/errors';
import { detailsOf, listTrash } from '@rnn-lab/runs';
import { problemSentence } from '#i18n/problems';
import { trashMessages } from '#i18n/trash';
import { currentLanguage } from '#server/locale/language';
import { rowOf } from '#server/store/runs-index';
import { runsFolder } from '#server/store/runs-folder';
import { TrashView } from '#features/trash/trash-view';
import type { Metadata } from 'next';
import type { ApiError } from '#api/errors';
import type { TrashPage as TrashPageData } from '#api/runs';

export async function generateMetadata(): Promise<Metadata> {
  return { title: trashMessages[await currentLanguage()].title };
}

export default async function TrashPage() {
  const found = await trashPage();
  if ('error' in found) {
    return <p role="alert">{problemSentence(found.error, found.details, await currentLanguage())}</p>;
  }
  return <TrashView initial={found} />;
}

/** The deleted runs, or the error. */
async function trashPage(): Promise<TrashPageData | ApiError> {
  try {
    return { rows: (await listTrash(runsFolder())).map(rowOf) };
  } catch (error) {
    if (isUserError(error)) return { error: error.message, details: detailsOf(error) };
    throw error;
  }
}
