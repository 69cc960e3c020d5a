'use client';

import { runsTableUrl } from '#api/links';
import { commonMessages } from '#i18n/common';
import { joinNames } from '#api/name-list';
import buttonStyles from './button.module.css';
import { DownloadIcon } from './icons';
import { useMessages } from './language';

/** Downloads runs as a table; `search` is the query of GET /runs.csv. */
export function ExportLink({ search }: { search: URLSearchParams }) {
  const { exportRuns, exportRunsHint } = useMessages(commonMessages);
  return (
    <a
      className={`${buttonStyles.button} ${buttonStyles.link}`}
      href={runsTableUrl(search)}
      title={exportRunsHint}
    >
      <DownloadIcon /> {exportRuns}
    </a>
  );
}

/** The query for these runs. */
export function searchOf(ids: readonly string[]): URLSearchParams {
  return new URLSearchParams({ ids: joinNames(ids) });
}
