import Table from 'cli-table3';
import { machineLine, withQuartiles } from './text';
import type { InferenceReport } from './inference-benchmark';
import type { StepReport } from './step-benchmark';

/** The report as a table of medians (quartiles). */
export function stepTable({ machine, recipe, sizes, schedule, ours, peers, missing }: StepReport): string {
  const { batchSize, length, embeddingDimension, units, vocabularySize } = sizes;
  const table = new Table({
    head: ['', 'ms per step', 'ours / peer', 'losses differ at most by'],
    style: { head: [], border: [] },
  });
  table.push([ours.name, withQuartiles(ours.milliseconds, 1), '', '']);
  for (const { name, milliseconds, ratio, greatestDifference } of peers) {
    const { step, difference } = greatestDifference;
    const differs = `${difference.toExponential(1)} (step ${step})`;
    table.push([name, withQuartiles(milliseconds, 1), withQuartiles(ratio, 2), differs]);
  }
  return [
    machineLine(machine),
    `${recipe} training step: batch ${batchSize}, ${length} × ${embeddingDimension} → LSTM ${units}, vocabulary ${vocabularySize}`,
    `${schedule.rounds} rounds in turn, ${schedule.steps - schedule.untimed} timed steps per round: medians (quartiles)`,
    table.toString(),
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
