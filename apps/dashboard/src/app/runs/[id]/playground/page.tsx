import { notFound } from 'next/navigation';
import { playgroundMessages } from '#i18n/playground';
import { Playground } from '#features/playground/playground';
import { idOfPage } from '#server/http/page-params';
import { currentLanguage } from '#server/locale/language';
import { findRun } from '#server/store/runs-index';
import { playgroundOf } from '#server/text/playground';
import type { Metadata } from 'next';

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ text?: string | string[] }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { title } = playgroundMessages[await currentLanguage()];
  return { title: `${(await params).id} · ${title}` };
}

export default async function PlaygroundPage({ params, searchParams }: PageProps) {
  const run = await findRun(await idOfPage(params));
  if (!run) notFound();
  const [text = ''] = [(await searchParams).text].flat();
  const plan = run.hasModel ? await playgroundOf(run) : null;
  return <Playground run={run} plan={plan} text={text} language={await currentLanguage()} />;
}
