import Link from 'next/link';
import { runMessages } from '#i18n/run';
import { currentLanguage } from '#server/locale/language';

export default async function RunNotFound() {
  const text = runMessages[await currentLanguage()];
  return (
    <section>
      <h1>{text.notFoundTitle}</h1>
      <p>{text.notFoundText}</p>
      <p>
        <Link href="/">{text.toRuns}</Link> · <Link href="/trash">{text.toTrash}</Link>
      </p>
    </section>
  );
}
