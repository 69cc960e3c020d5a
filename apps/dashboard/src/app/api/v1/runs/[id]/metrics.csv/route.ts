import { csvResponse } from '#server/http/csv';
import { route } from '#server/http/route';
import { METRICS_TABLE_COLUMNS, metricLines } from '#server/metrics/metrics-table';
import { directoryOf } from '#server/store/run-directory';

export const GET = route<{ id: string }>(async (_request, { id }) => {
  const lines = metricLines(await directoryOf(id));
  return csvResponse(`${id}-metrics.csv`, METRICS_TABLE_COLUMNS, lines);
});
