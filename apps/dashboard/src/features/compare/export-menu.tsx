import { comparisonSummaryUrl, runsTableUrl } from '#api/links';
import { commonMessages } from '#i18n/common';
import { compareMessages } from '#i18n/compare';
import { Button } from '#components/button';
import { searchOf } from '#components/export-link';
import { DownloadIcon } from '#components/icons';
import { useMessages } from '#components/language';
import { Menu, MenuLink } from '#components/menu';

/** Saves a comparison: on one page with its pictures, or as a table. */
export function ExportMenu({ ids }: { ids: readonly string[] }) {
  const text = useMessages(compareMessages);
  const { exportRuns } = useMessages(commonMessages);
  return (
    <Menu
      trigger={
        <Button>
          <DownloadIcon /> {exportRuns}
        </Button>
      }
    >
      <MenuLink href={comparisonSummaryUrl(ids)}>{text.exportSummary}</MenuLink>
      <MenuLink href={runsTableUrl(searchOf(ids))}>{text.exportTable}</MenuLink>
    </Menu>
  );
}
