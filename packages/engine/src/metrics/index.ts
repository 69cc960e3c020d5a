import { InputError } from '../errors';
import type { Targets } from '../losses/loss';
import { checkName } from '../options';
import { auc } from './auc';
import { binaryAccuracy } from './binary-accuracy';
import { categoricalAccuracy } from './categorical-accuracy';
import { f1Score } from './f1-score';
import { meanAbsoluteError } from './mean-absolute-error';
import type { Metric } from './metric';
import { precision } from './precision';
import { r2Score } from './r2-score';
import { recall } from './recall';
import { rootMeanSquaredError } from './root-mean-squared-error';
import { sparseCategoricalAccuracy } from './sparse-categorical-accuracy';

export const METRICS = {
  binaryAccuracy,
  categoricalAccuracy,
  sparseCategoricalAccuracy,
  precision,
  recall,
  f1Score,
  auc,
  meanAbsoluteError,
  rootMeanSquaredError,
  r2Score,
} satisfies Readonly<Record<string, Metric>>;

/** `accuracy` is the accuracy that fits targets and outputs, as in Keras. */
export type MetricName = keyof typeof METRICS | 'accuracy';

/** What a report holds besides metrics. */
const RESERVED = ['loss', 'step', 'epoch', 'batchSize', 'seconds'];

/**
 * The metrics to compute for a model with so many outputs per row.
 *
 * @throws InputError if a name is unknown, taken or used twice, or a metric needs other targets than the loss
 */
export function resolveMetrics(
  requested: readonly (MetricName | Metric)[],
  targets: Targets,
  width: number,
): Metric[] {
  const metrics = requested.map((metric) => {
    if (typeof metric !== 'string') return metric;
    if (metric === 'accuracy') return { ...METRICS[accuracy(targets, width)], name: metric };
    checkName('metric', metric, { accuracy: undefined, ...METRICS });
    return METRICS[metric];
  });
  metrics.forEach(({ name, ...metric }, i) => {
    if (RESERVED.includes(name) || name.startsWith('val_')) {
      throw new InputError(`A metric is named "${name}", which means something else in reports; rename it.`);
    }
    if (metrics.findIndex((other) => other.name === name) < i) {
      throw new InputError(`Two metrics are named "${name}"; give each a name of its own.`);
    }
    if (metric.targets && (metric.targets === 'class') !== (targets === 'class')) {
      const needed = metric.targets === 'class' ? 'class numbers' : 'one target per output';
      const fitting = metric.targets === 'class' ? 'sparseCategoricalCrossentropy' : 'another loss';
      throw new InputError(`The metric ${name} needs ${needed}, unlike the loss; use it with ${fitting}.`);
    }
  });
  return metrics;
}

function accuracy(targets: Targets, width: number): keyof typeof METRICS {
  if (width === 1) return targets === 'class' ? 'sparseCategoricalAccuracy' : 'binaryAccuracy';
  return targets === 'class' ? 'sparseCategoricalAccuracy' : 'categoricalAccuracy';
}
