import { csvResponse } from '#server/http/csv';
import { route } from '#server/http/route';
import { metricLines, metricsTableColumns } from '#server/metrics/metrics-table';
import { directoryOf } from '#server/store/run-directory';

export const GET = route<{ id: string }>(async (_request, { id }) => {
  const directory = await directoryOf(id);
  return csvResponse(`${id}-metrics.csv`, await metricsTableColumns(directory), metricLines(directory));
});
