import { createLoader } from 'nuqs/server';
import { PinsProvider } from '#components/pins/pins';
import { CompareView } from '#features/compare/compare-view';
import { MOST_COMPARED } from '#api/limits';
import { compareParsers } from '#features/compare/search-params';
import { compareMessages } from '#i18n/compare';
import { currentLanguage } from '#server/locale/language';
import { firstPins } from '#server/store/pins';
import { findRun } from '#server/store/runs-index';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';

const load = createLoader(compareParsers);

interface PageProps {
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const { runs } = await load(searchParams);
  return { title: compareMessages[await currentLanguage()].tabTitle(runs) };
}

export default async function ComparePage({ searchParams }: PageProps) {
  const { runs } = await load(searchParams);
  const ids = [...new Set(runs)].slice(0, MOST_COMPARED);
  const details = await Promise.all(ids.map(async (id) => [id, await findRun(id)] as const));
  return (
    <PinsProvider initial={await firstPins()}>
      <CompareView initial={Object.fromEntries(details)} />
    </PinsProvider>
  );
}
