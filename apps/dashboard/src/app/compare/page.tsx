import { createLoader } from 'nuqs/server';
import { CompareView } from '../../compare/compare-view';
import { MOST_COMPARED } from '../../compare/limits';
import { compareParsers } from '../../compare/url';
import { compareMessages } from '../../messages/compare';
import { currentLanguage } from '../../server/language';
import { findRun } from '../../server/runs-index';
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
