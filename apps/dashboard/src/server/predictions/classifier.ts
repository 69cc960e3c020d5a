import type { BinaryEvaluation } from '#api/predictions';

const HISTOGRAM_BINS = 1_000;
const CALIBRATION_BINS = 10;
const MOST_POINTS = 500;

export interface Judged {
  /** 0 or 1. */
  label: number;
  /** Of label 1. */
  probability: number;
}

/** The counts at one threshold: rows whose probability is at least `threshold`. */
interface Threshold {
  threshold: number;
  truePositives: number;
  falsePositives: number;
}

/** Curves and scores of a binary classifier. A row is predicted positive if its probability is at least the threshold. */
export function evaluateClassifier(rows: readonly Judged[]): BinaryEvaluation {
  const finite = rows.filter(({ probability }) => Number.isFinite(probability));
  const thresholds = distinctThresholds(finite);
  return {
    kind: 'sentiment',
    histogram: histogram(finite),
    roc: roc(thresholds),
    precisionRecall: precisionRecall(thresholds),
    calibration: calibration(finite),
  };
}

function distinctThresholds(rows: readonly Judged[]): Threshold[] {
  const sorted = [...rows].sort((a, b) => b.probability - a.probability);
  const thresholds: Threshold[] = [];
  let truePositives = 0;
  let falsePositives = 0;
  sorted.forEach(({ label, probability }, i) => {
    if (label === 1) truePositives += 1;
    else falsePositives += 1;
    // Rows with the same probability share a threshold.
    if (sorted[i + 1]?.probability === probability) return;
    thresholds.push({ threshold: probability, truePositives, falsePositives });
  });
  return thresholds;
}

/** A threshold above every probability: nothing is predicted positive. */
const NOTHING: Threshold = { threshold: 1 + Number.EPSILON, truePositives: 0, falsePositives: 0 };

function roc(thresholds: Threshold[]): BinaryEvaluation['roc'] {
  const { truePositives: positives, falsePositives: negatives } = thresholds.at(-1) ?? NOTHING;
  if (positives === 0 || negatives === 0) {
    return { falsePositiveRate: [], truePositiveRate: [], threshold: [], auc: null };
  }
  const points = [NOTHING, ...thresholds];
  let area = 0;
  for (let i = 1; i < points.length; i++) {
    const width = points[i].falsePositives - points[i - 1].falsePositives;
    area += (width * (points[i].truePositives + points[i - 1].truePositives)) / 2;
  }
  const kept = thinned(points, ({ falsePositives, truePositives }) => [
    falsePositives / negatives,
    truePositives / positives,
  ]);
  return {
    falsePositiveRate: kept.map(({ falsePositives }) => falsePositives / negatives),
    truePositiveRate: kept.map(({ truePositives }) => truePositives / positives),
    threshold: kept.map(({ threshold }) => threshold),
    auc: area / (positives * negatives),
  };
}

function precisionRecall(thresholds: Threshold[]): BinaryEvaluation['precisionRecall'] {
  const positives = thresholds.at(-1)?.truePositives ?? 0;
  if (positives === 0) return { recall: [], precision: [], threshold: [], averagePrecision: null };
  let averagePrecision = 0;
  thresholds.forEach((point, i) => {
    const gained = point.truePositives - (thresholds[i - 1] ?? NOTHING).truePositives;
    averagePrecision += (gained / positives) * precisionOf(point);
  });
  const kept = thinned([NOTHING, ...thresholds], (point) => [
    point.truePositives / positives,
    precisionOf(point),
  ]);
  return {
    recall: kept.map(({ truePositives }) => truePositives / positives),
    precision: kept.map(precisionOf),
    threshold: kept.map(({ threshold }) => threshold),
    averagePrecision,
  };
}

/** 1 if nothing is predicted positive. */
function precisionOf({ truePositives, falsePositives }: Threshold): number {
  const passed = truePositives + falsePositives;
  return passed === 0 ? 1 : truePositives / passed;
}

/** At most `MOST_POINTS` points, evenly spaced along the curve, including the first and the last. */
function thinned(points: Threshold[], place: (point: Threshold) => [x: number, y: number]): Threshold[] {
  if (points.length <= MOST_POINTS) return points;
  let length = 0;
  const lengths = points.map((point, i) => {
    const [x, y] = place(point);
    const [lastX, lastY] = place(points[Math.max(0, i - 1)]);
    length += Math.hypot(x - lastX, y - lastY);
    return length;
  });
  const sectionOf = (i: number) => Math.floor((lengths[i] / length) * (MOST_POINTS - 2));
  return points.filter((_, i) => i === 0 || i === points.length - 1 || sectionOf(i) !== sectionOf(i - 1));
}

function histogram(rows: readonly Judged[]): BinaryEvaluation['histogram'] {
  const negative = new Array<number>(HISTOGRAM_BINS).fill(0);
  const positive = new Array<number>(HISTOGRAM_BINS).fill(0);
  for (const { label, probability } of rows) {
    (label === 1 ? positive : negative)[binOf(probability, HISTOGRAM_BINS)] += 1;
  }
  return { negative, positive };
}

function calibration(rows: readonly Judged[]): BinaryEvaluation['calibration'] {
  const bins = Array.from({ length: CALIBRATION_BINS }, () => ({ count: 0, sum: 0, positives: 0 }));
  for (const { label, probability } of rows) {
    const bin = bins[binOf(probability, CALIBRATION_BINS)];
    bin.count += 1;
    bin.sum += probability;
    bin.positives += label === 1 ? 1 : 0;
  }
  const filled = bins.filter(({ count }) => count > 0);
  const gap = filled.reduce((sum, bin) => sum + Math.abs(bin.positives - bin.sum), 0);
  return {
    probability: filled.map(({ sum, count }) => sum / count),
    share: filled.map(({ positives, count }) => positives / count),
    count: filled.map(({ count }) => count),
    expectedCalibrationError: rows.length > 0 ? gap / rows.length : null,
  };
}

function binOf(probability: number, bins: number): number {
  return Math.min(bins - 1, Math.max(0, Math.floor(probability * bins)));
}
