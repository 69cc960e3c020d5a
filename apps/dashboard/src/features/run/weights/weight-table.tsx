import { runWeightsMessages } from '#i18n/run-weights';
import { formatNumber } from '#components/chart';
import { formatShare } from '#components/format';
import { useMessages } from '#components/language';
import tableStyles from '../table.module.css';
import type { Distributions, Weight } from '#api/histograms';

/** A weight's extremes, norm and zeros, with those of its gradient, at the first and the last step that is recorded. */
export function WeightTable({ steps, weight }: { steps: readonly number[]; weight: Weight }) {
  const text = useMessages(runWeightsMessages);
  const ends = [...new Set([0, steps.length - 1])];
  const columns = (['values', 'gradients'] as const).flatMap((of) => ends.map((at) => ({ of, at })));
  const rows = [
    [text.numbers, ({ count }, at) => count[at]?.toLocaleString('en')],
    [text.min, ({ min }, at) => written(min[at])],
    [text.max, ({ max }, at) => written(max[at])],
    [text.norm, ({ norm }, at) => written(norm[at])],
    [text.zeros, ({ zeros }, at) => zeros[at] !== null && formatShare(zeros[at], 1)],
  ] satisfies [string, (figures: Distributions, at: number) => unknown][];
  return (
    <>
      <div className={tableStyles.scroll} tabIndex={0} role="group" aria-label={text.figures}>
        <table className={tableStyles.table}>
          <thead>
            <tr>
              <td />
              <th scope="colgroup" colSpan={ends.length} className="number">
                {text.values}
              </th>
              <th scope="colgroup" colSpan={ends.length} className="number">
                {text.gradients}
              </th>
            </tr>
            <tr>
              <td />
              {columns.map(({ of, at }) => (
                <th key={`${of} ${at}`} scope="col" className="number">
                  {text.atStep(steps[at])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, figureOf]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {columns.map(({ of, at }) => (
                  <td key={`${of} ${at}`} className="number">
                    {figureOf(weight[of], at) || '–'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hasFewerGradients(weight, steps.length - 1) && <p className="quiet">{text.ofUsedRows}</p>}
    </>
  );
}

function written(value: number | null): string {
  return value === null ? '–' : formatNumber(value);
}

/** Of an embedding, whose gradient is recorded only where it isn't zero. */
function hasFewerGradients({ values, gradients }: Weight, at: number): boolean {
  return (gradients.count[at] ?? 0) < (values.count[at] ?? 0);
}
