import { listRuns, RunsError } from '@rnn-lab/runs';
import { currentLanguage } from '../server/language';
import { EmptyState } from '../empty-state';
import { messages } from '../messages';
import { runsFolder } from '../server/runs-folder';
import { RunsTable } from '../runs-table';
import type { RunEntry } from '@rnn-lab/runs';
import type { Language } from '../messages/language';

export default async function RunsPage() {
  const language = await currentLanguage();
  const { runs, readFrom } = messages[language];
  const folder = runsFolder();
  return (
    <>
      <h1>{runs}</h1>
      <p className="aside">
        {readFrom} <code>{folder}</code>
      </p>
      <Runs folder={folder} language={language} />
    </>
  );
}

async function Runs({ folder, language }: { folder: string; language: Language }) {
  let entries: RunEntry[];
  try {
    entries = await listRuns(folder);
  } catch (error) {
    if (error instanceof RunsError) return <p role="alert">{error.message}</p>;
    throw error;
  }
  if (entries.length === 0) return <EmptyState language={language} />;
  return <RunsTable entries={entries} language={language} />;
}
