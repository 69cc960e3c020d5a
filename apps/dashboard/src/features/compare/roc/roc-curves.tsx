'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { commonMessages } from '#i18n/common';
import { compareRocMessages } from '#i18n/compare-roc';
import { Chart, curveStyle, roleColor } from '#components/chart';
import { useSentence } from '#components/failure';
import { formatScore } from '#components/format';
import { useMessages } from '#components/language';
import { Panel } from '#components/panel';
import curvesStyles from '../curves.module.css';
import { SPLITS_BY_WORTH } from '../axes';
import { fetchEvaluations } from './fetch-evaluations';
import type { ChartSeries } from '#components/chart';
import type { Compared } from '../use-compared';
import type { Evaluated } from './fetch-evaluations';

const NONE: readonly Evaluated[] = [];
const UNIT = [0, 1] as const;
const FROM_0_TO_1 = [-0.02, 1.02] as const;
const CHART = { xRange: FROM_0_TO_1, yRange: FROM_0_TO_1, height: 320, tellsEnds: false };

/** ROC and precision-recall of all runs that tell two classes apart; nothing unless two do. */
export function RocCurves({ runs }: { runs: readonly Compared[] }) {
  const { title } = useMessages(compareRocMessages);
  return (
    <Panel name={title} of={runs}>
      <Curves runs={runs} />
    </Panel>
  );
}

function Curves({ runs }: { runs: readonly Compared[] }) {
  const text = useMessages(compareRocMessages);
  const { splits: names } = useMessages(commonMessages);
  const sentenceOf = useSentence();
  const [asked] = useQueryStates({ split: parseAsString, output: parseAsString });
  const { split, output, having } = chooseCurves(runs, asked);
  const { data = NONE } = useQuery({
    queryKey: ['evaluations', split, output, having.map(({ id }) => id)],
    queryFn: ({ signal }) =>
      fetchEvaluations(
        having.map(({ id }) => id),
        split,
        output,
        signal,
      ),
    enabled: having.length > 1,
  });
  const failed = data.flatMap((one) => ('error' in one ? [one] : []));
  const isOtherData = predictDifferentData(having, data);
  const numbers = JSON.stringify(having.map(({ id, index }) => [id, index]));
  const curves = useMemo(() => {
    const indexOf = new Map(JSON.parse(numbers) as [string, number][]);
    const drawn = data.flatMap((one) => ('evaluation' in one ? [one] : []));
    return {
      count: drawn.length,
      roc: drawn.map(({ id, evaluation: { roc } }) =>
        curve(id, indexOf.get(id) ?? 0, `${text.auc} ${formatScore(roc.auc)}`, {
          x: roc.falsePositiveRate,
          y: roc.truePositiveRate,
        }),
      ),
      precisionRecall: drawn.map(({ id, evaluation: { precisionRecall } }) =>
        curve(
          id,
          indexOf.get(id) ?? 0,
          `${text.averagePrecision} ${formatScore(precisionRecall.averagePrecision)}`,
          { x: precisionRecall.recall, y: precisionRecall.precision },
        ),
      ),
    };
  }, [data, numbers, text]);
  const roc = useMemo(
    () => [
      {
        key: 'chance',
        label: text.chance,
        color: roleColor('reference'),
        x: UNIT,
        y: UNIT,
        dash: [4, 4],
        style: 'reference' as const,
      },
      ...curves.roc,
    ],
    [curves, text],
  );
  if (curves.count + failed.length < 2) return null;
  return (
    <section aria-labelledby="roc">
      <h2 id="roc">{text.title}</h2>
      <p className="quiet">{text.of(names[split])}</p>
      {isOtherData && <p role="note">{text.otherData}</p>}
      {failed.map(({ id, error }) => (
        <p key={id} role="alert">
          {id}: {sentenceOf(error)}
        </p>
      ))}
      <div className={curvesStyles.charts}>
        <Chart
          {...CHART}
          title={text.roc}
          series={roc}
          xLabel={text.falsePositiveRate}
          yLabel={text.truePositiveRate}
          name="roc"
          fileName={`compare-${split}-roc`}
        />
        <Chart
          {...CHART}
          title={text.precisionRecall}
          series={curves.precisionRecall}
          xLabel={text.recall}
          yLabel={text.precision}
          name="precision-recall"
          fileName={`compare-${split}-precision-recall`}
        />
      </div>
    </section>
  );
}

/** The asked split and output, else the split that says most about new data and the first output; and the runs with both. */
function chooseCurves(runs: readonly Compared[], asked: { split: string | null; output: string | null }) {
  const withSplit = (split: string) =>
    runs.filter(({ predictions }) => predictions.some((one) => one === split));
  const splits = SPLITS_BY_WORTH.filter((split) => withSplit(split).length > 1);
  const split = splits.find((one) => one === asked.split) ?? splits[0] ?? SPLITS_BY_WORTH[0];
  const outputs = Object.keys(withSplit(split)[0]?.run.outputs ?? {});
  const output = outputs.find((name) => name === asked.output) ?? outputs[0];
  const having = withSplit(split).filter(({ run }) =>
    output === undefined ? Object.keys(run.outputs).length === 0 : output in run.outputs,
  );
  return { split, output, having };
}

function curve(id: string, index: number, area: string, { x, y }: Pick<ChartSeries, 'x' | 'y'>): ChartSeries {
  return {
    key: id,
    label: `${id} · ${area}`,
    shortLabel: `${index + 1} · ${area}`,
    ...curveStyle(index),
    x,
    y,
  };
}

function predictDifferentData(runs: readonly Compared[], evaluated: readonly Evaluated[]): boolean {
  const drawn = runs.filter(({ id }) => evaluated.some((one) => one.id === id));
  return new Set(drawn.map(({ run: { dataset } }) => `${dataset?.name} ${dataset?.rows.test}`)).size > 1;
}
