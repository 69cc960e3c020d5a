import { csvResponse } from '../../../../../../server/csv';
import { route } from '../../../../../../server/http';
import { METRICS_TABLE_COLUMNS, metricLines } from '../../../../../../server/metrics-table';
import { directoryOf } from '../../../../../../server/run-directory';

export const GET = route<{ id: string }>(async (_request, { id }) => {
  const lines = metricLines(await directoryOf(id));
  return csvResponse(`${id}-metrics.csv`, METRICS_TABLE_COLUMNS, lines);
});
