import Link from 'next/link';
import { RUNS_PAGE, TRASH_PAGE } from '#api/links';
import { runMessages } from '#i18n/run';
import { currentLanguage } from '#server/locale/language';

export default async function RunNotFound() {
  const text = runMessages[await currentLanguage()];
  return (
    <section>
      <h1>{text.notFoundTitle}</h1>
      <p>{text.notFoundText}</p>
      <p>
        <Link href={RUNS_PAGE}>{text.toRuns}</Link> · <Link href={TRASH_PAGE}>{text.toTrash}</Link>
      </p>
    </section>
  );
}
