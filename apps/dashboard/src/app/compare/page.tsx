import { createLoader } from 'nuqs/server';
import { CompareView } from '#features/compare/compare-view';
import { MOST_COMPARED } from '#api/limits';
import { compareParsers } from '#features/compare/search-params';
import { compareMessages } from '#i18n/compare';
import { currentLanguage } from '#server/locale/language';
import { findRun } from '#server/store/runs-index';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';

const load = createLoader(compareParsers);

export async function generateMetadata(): Promise<Metadata> {
  return { title: compareMessages[await currentLanguage()].title };
}

export default async function ComparePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { runs } = await load(searchParams);
  const ids = [...new Set(runs)].slice(0, MOST_COMPARED);
  const details = await Promise.all(ids.map(async (id) => [id, await findRun(id)] as const));
  return <CompareView initial={Object.fromEntries(details)} />;
}
