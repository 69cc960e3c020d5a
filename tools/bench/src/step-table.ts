import Table from 'cli-table3';
import { figures, machineLine } from './text';
import type { InferenceReport } from './inference-benchmark';
import type { StepReport } from './step-benchmark';

/** The report as a table of medians, each with its quartiles in parentheses. */
export function stepTable({ machine, recipe, sizes, schedule, ours, peers, missing }: StepReport): string {
  const { batchSize, length, embeddingDimension, units, vocabularySize } = sizes;
  const table = new Table({
    head: ['', 'ms a step', 'ours / peer', 'losses differ at most by'],
    style: { head: [], border: [] },
  });
  table.push([ours.name, figures(ours.milliseconds, 1), '', '']);
  for (const { name, milliseconds, ratio, greatestDifference } of peers) {
    const { step, difference } = greatestDifference;
    const differs = `${difference.toExponential(1)} (step ${step})`;
    table.push([name, figures(milliseconds, 1), figures(ratio, 2), differs]);
  }
  return [
    machineLine(machine),
    `${recipe} training step: batch ${batchSize}, ${length} × ${embeddingDimension} → LSTM ${units}, vocabulary ${vocabularySize}`,
    `${schedule.rounds} rounds in turn, ${schedule.steps - schedule.untimed} timed steps each: medians (quartiles)`,
    table.toString(),
    ...missing,
  ].join('\n');
}

/** The report as a table of medians, each with its quartiles in parentheses. */
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
  table.push([ours.name, figures(ours.milliseconds, 0), '', '']);
  for (const { name, milliseconds, ratio, greatestDifference } of peers) {
    table.push([name, figures(milliseconds, 0), figures(ratio, 2), greatestDifference.toExponential(1)]);
  }
  return [
    machineLine(machine),
    `Predicting ${rows} reviews with the ${recipe} model, ${rounds} rounds in turn: medians (quartiles)`,
    table.toString(),
    ...missing,
  ].join('\n');
}
