import Table from 'cli-table3';
import { machineLine, withQuartiles } from './text';
import type { DashboardReport } from './dashboard-benchmark';

/** The report as a table of medians (quartiles), next to the targets. */
export function dashboardTable({
  machine,
  runs,
  rows,
  dashboard,
  tensorBoard,
  missing,
}: DashboardReport): string {
  const table = new Table({
    head: ['', 'dashboard', 'target', tensorBoard?.name ?? 'TensorBoard'],
    style: { head: [], border: [] },
  });
  const { firstAnswer, warmAnswer, memory, pages } = dashboard;
  table.push(
    ['runs listed, server just started, s', seconds(firstAnswer), '< 3', listed(tensorBoard)],
    ['runs page, warm, ms', withQuartiles(warmAnswer, 0), '< 300', ''],
    ['memory, MB', megabytes(memory), '< 1000', tensorBoard ? megabytes(tensorBoard.memory) : ''],
  );
  if (pages) {
    table.push(
      ['first chart of a run, ms', withQuartiles(pages.firstChart, 0), '< 1000', ''],
      ['appended row on screen, ms', withQuartiles(pages.appendedRow, 0), '< 1000', ''],
      ['JavaScript of the runs page, kB', (pages.scriptBytes / 1_000).toFixed(0), '< 250', ''],
      ['script of a zoom, 100,000 points, ms', withQuartiles(pages.zoomScript, 1), '< 50', ''],
    );
  }
  return [
    machineLine(machine),
    `${runs} runs of ${rows} metric rows: medians (quartiles)`,
    table.toString(),
    ...missing,
  ].join('\n');
}

function listed(tensorBoard: DashboardReport['tensorBoard']): string {
  if (!tensorBoard) return '';
  return tensorBoard.allRunsAfter === null ? 'not in 15 minutes' : seconds(tensorBoard.allRunsAfter);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(2);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
