import type { Machine } from './machine';
import type { Spread } from './race';

export function machineLine({ cpu, cores, memory, system, node }: Machine): string {
  return `${cpu}, ${cores} cores, ${Math.round(memory / 2 ** 30)} GB, ${system}, Node ${node}`;
}

export function withQuartiles({ median, q1, q3 }: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${q1.toFixed(digits)} to ${q3.toFixed(digits)})`;
}
