import Link from 'next/link';
import { RUNS_PAGE } from '#api/links';
import { commonMessages } from '#i18n/common';
import { currentLanguage } from '#server/locale/language';
import type { Metadata } from 'next';

export async function generateMetadata(): Promise<Metadata> {
  return { title: commonMessages[await currentLanguage()].noPage.title };
}

export default async function NotFound() {
  const { title, hint, toRuns } = commonMessages[await currentLanguage()].noPage;
  return (
    <section>
      <h1>{title}</h1>
      <p>{hint}</p>
      <p>
        <Link href={RUNS_PAGE}>{toRuns}</Link>
      </p>
    </section>
  );
}
