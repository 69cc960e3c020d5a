import { say } from '../language';
import { grouped } from './format';
import { plainTable } from './results-table';
import type { ModelSummary } from '@rnn-lab/runs';

/** Keras's `model.summary()`: output shape and number of parameters per layer. */
export function modelTable({ name, layers, parameters }: ModelSummary): string {
  const table = plainTable([
    name,
    say({ en: 'output shape', ko: '출력 형태' }),
    say({ en: 'parameters', ko: '매개변수 수' }),
  ]);
  for (const { name, className, outputShape, parameters } of layers) {
    const shape = outputShape.map((size) => size ?? 'None').join(', ');
    table.push([`${name} (${className})`, `(${shape})`, grouped(parameters)]);
  }
  table.push([say({ en: 'total', ko: '합계' }), '', grouped(parameters)]);
  return table.toString();
}
