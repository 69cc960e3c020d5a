import type { MetricName } from '.';
import { METRICS } from '.';
import type { CompileOptions, MetricList } from '../types';
import type { MetricInfo } from './metric';

/** The metrics that are requested for an output. */
export function metricsOf(metrics: NonNullable<CompileOptions['metrics']>, output: string): MetricList {
  if (isList(metrics)) return metrics;
  return Object.hasOwn(metrics, output) ? metrics[output] : [];
}

/** What the names of an output's loss and metrics begin with in the logs: nothing if it is the only output, as in Keras. */
export function logPrefix(output: string, outputs: readonly string[]): string {
  return outputs.length > 1 ? `${output}_` : '';
}

/** What readers need to know of the loss and the requested metrics, by their names in the logs. */
export function metricInfo(metrics?: MetricList): Record<string, MetricInfo>;
/**
 * The same for all outputs of a model.
 *
 * @param outputs their names
 */
export function metricInfo(
  metrics: CompileOptions['metrics'],
  outputs: readonly string[],
): Record<string, MetricInfo>;
export function metricInfo(
  metrics: CompileOptions['metrics'] = [],
  outputs: readonly string[] = [''],
): Record<string, MetricInfo> {
  const infos: Record<string, MetricInfo> = { loss: { better: 'lower' } };
  for (const output of outputs) {
    const prefix = logPrefix(output, outputs);
    infos[`${prefix}loss`] = { better: 'lower' };
    for (const metric of metricsOf(metrics, output)) {
      const name = typeof metric === 'string' ? metric : metric.name;
      const { better, unit } = typeof metric === 'string' ? metricNamed(metric) : metric;
      infos[prefix + name] = unit === undefined ? { better } : { better, unit };
    }
  }
  return infos;
}

function metricNamed(name: MetricName): MetricInfo {
  return METRICS[name === 'accuracy' ? 'binaryAccuracy' : name];
}

function isList(metrics: NonNullable<CompileOptions['metrics']>): metrics is MetricList {
  return Array.isArray(metrics);
}
