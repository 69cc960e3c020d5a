import Table from 'cli-table3';
import { machineLine, withQuartiles } from './text';
import type { InferenceReport } from './inference-benchmark';
import type { StepReport } from './step-benchmark';

/** The report as a table of medians (quartiles). */
export function stepTable(report: StepReport): string {
  const { machine, recipe, batchSize, layers, per, schedule, ours, peers, notes, missing } = report;
  const table = new Table({
    head: ['', `ms per ${per}`, 'ours / peer', 'losses differ at most by'],
    style: { head: [], border: [] },
  });
  table.push([ours.name, withQuartiles(ours.milliseconds, 1), '', '']);
  for (const { name, milliseconds, ratio, greatestDifference, onlyTime } of peers) {
    const { step, difference } = greatestDifference;
    const differs = onlyTime ? 'not compared' : `${difference.toExponential(1)} (${per} ${step})`;
    table.push([name, withQuartiles(milliseconds, 1), withQuartiles(ratio, 2), differs]);
  }
  return [
    machineLine(machine),
    `${recipe} training ${per}: batch ${batchSize}, ${layers}`,
    `${schedule.rounds} rounds in turn, ${schedule.steps - schedule.untimed} timed ${per}s per round: medians (quartiles)`,
    table.toString(),
    ...notes,
    ...missing,
  ].join('\n');
}

/** The report as a table of medians (quartiles). */
export function inferenceTable({
  machine,
  recipe,
  rows,
  rounds,
  ours,
  peers,
  missing,
}: InferenceReport): string {
  const table = new Table({
    head: ['', 'ms', 'ours / peer', 'probabilities differ at most by'],
    style: { head: [], border: [] },
  });
  table.push([ours.name, withQuartiles(ours.milliseconds, 0), '', '']);
  for (const { name, milliseconds, ratio, greatestDifference } of peers) {
    table.push([
      name,
      withQuartiles(milliseconds, 0),
      withQuartiles(ratio, 2),
      greatestDifference.toExponential(1),
    ]);
  }
  return [
    machineLine(machine),
    `Predicting ${rows} reviews with the ${recipe} model, ${rounds} rounds in turn: medians (quartiles)`,
    table.toString(),
    ...missing,
  ].join('\n');
}
