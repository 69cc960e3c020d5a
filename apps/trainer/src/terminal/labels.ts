import { baselineLabelOf, metricLabelOf, SPLIT_LABELS, unitLabelOf } from '@rnn-lab/runs/labels';
import { say } from '../language';
import type { Split } from '@rnn-lab/runs';
import type { Label } from '@rnn-lab/runs/labels';

/** What the terminal calls a split: in English, its name in run.json. So do the names below; one of one's own stays. */
export function splitLabel(split: Split): string {
  return named(split, SPLIT_LABELS[split]);
}

export function metricLabel(name: string): string {
  return named(name, metricLabelOf(name));
}

/** test accuracy */
export function metricTitle(split: Split, name: string): string {
  return `${splitLabel(split)} ${metricLabel(name)}`;
}

export function unitLabel(unit: string): string {
  return named(unit, unitLabelOf(unit));
}

export function baselineName(name: string): string {
  return named(name, baselineLabelOf(name));
}

function named(name: string, label: Label | undefined): string {
  return say({ en: name, ko: label?.ko ?? name });
}
