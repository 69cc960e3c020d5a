import type { Split } from '@rnn-lab/runs';
import type { Curve, CurvesPage } from '#api/metrics';

/** A split's curve of its steps if it has any, else of its epochs. */
export function curveOf(page: CurvesPage | undefined, split: Split): Curve | undefined {
  const curves = page?.curves.filter((curve) => curve.split === split) ?? [];
  return curves.find(({ kind }) => kind === 'step') ?? curves[0];
}
