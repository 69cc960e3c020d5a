'use client';

import { parseAsBoolean, parseAsString, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { compareScatterMessages } from '#i18n/compare-scatter';
import { Chart, curveStyle, paddedRange } from '#components/chart';
import { useLanguage, useMessages } from '#components/language';
import { Panel } from '#components/panel';
import curvesStyles from '../curves.module.css';
import { AxisChoice } from './axis-choice';
import { ImportanceTable } from './importance-table';
import { quantityTitle } from './quantity-title';
import { chosenAxes, isPositive, quantitiesOf } from './quantities';
import styles from './scatter.module.css';
import type { ChartSeries } from '#components/chart';
import type { Compared } from '../use-compared';
import type { Quantity } from './quantities';

/** A run's number in the comparison, and its place in the plot. */
type Point = [id: string, index: number, x: number, y: number];

/** Any parameter or metric of the runs against any other, and what the metric follows; nothing unless two runs differ. */
export function Scatter({ runs }: { runs: readonly Compared[] }) {
  const { title } = useMessages(compareScatterMessages);
  return (
    <Panel name={title} of={runs}>
      <Plots runs={runs} />
    </Panel>
  );
}

function Plots({ runs }: { runs: readonly Compared[] }) {
  const text = useMessages(compareScatterMessages);
  const [asked, setAsked] = useQueryStates({
    plotX: parseAsString,
    plotY: parseAsString,
    plotLogX: parseAsBoolean.withDefault(false),
    plotLogY: parseAsBoolean.withDefault(false),
  });
  const files = runs.map(({ run }) => run);
  const quantities = quantitiesOf(files);
  const axes = chosenAxes(quantities, files, { x: asked.plotX, y: asked.plotY });
  if (!axes) return null;
  const { x, y } = axes;
  const isLogX = asked.plotLogX && isPositive(x);
  const isLogY = asked.plotLogY && isPositive(y);
  // As text, which is equal from render to render, unlike the list.
  const points = JSON.stringify(pointsOf(runs, x.values, y.values));
  return (
    <section aria-labelledby="scatter">
      <h2 id="scatter">{text.title}</h2>
      <div className={styles.choices}>
        <AxisChoice
          label={text.x}
          quantities={quantities}
          chosen={x}
          isLog={isLogX}
          onChoose={(plotX) => void setAsked({ plotX })}
          onLog={(plotLogX) => void setAsked({ plotLogX })}
        />
        <AxisChoice
          label={text.y}
          quantities={quantities.filter((quantity) => quantity.names === null)}
          chosen={y}
          isLog={isLogY}
          onChoose={(plotY) => void setAsked({ plotY })}
          onLog={(plotLogY) => void setAsked({ plotLogY })}
        />
      </div>
      <div className={curvesStyles.charts}>
        <PointsChart {...{ x, y, points, isLogX, isLogY }} />
        <ImportanceTable {...{ quantities }} outcome={y} />
      </div>
    </section>
  );
}

/** @param points `Point`s as JSON */
function PointsChart({
  x,
  y,
  points: written,
  isLogX,
  isLogY,
}: {
  x: Quantity;
  y: Quantity;
  points: string;
  isLogX: boolean;
  isLogY: boolean;
}) {
  const text = useMessages(compareScatterMessages);
  const language = useLanguage();
  const points = useMemo(() => JSON.parse(written) as Point[], [written]);
  const series = useMemo(() => points.map(pointSeries), [points]);
  const xRange = useMemo(
    () =>
      paddedRange(
        points.map(([, , place]) => place),
        isLogX,
      ),
    [points, isLogX],
  );
  const [xTitle, yTitle] = [quantityTitle(x, language), quantityTitle(y, language)];
  return (
    <Chart
      title={text.against(yTitle, xTitle)}
      series={series}
      xLabel={xTitle}
      yLabel={yTitle}
      xNames={x.names ?? undefined}
      xLog={isLogX}
      log={isLogY}
      xRange={xRange}
      tellsEnds={false}
      height={320}
      name={`scatter-${x.key}`}
      fileName={`compare-${y.key}-by-${x.key}`}
    />
  );
}

function pointsOf(
  runs: readonly Compared[],
  xs: readonly (number | null)[],
  ys: readonly (number | null)[],
): Point[] {
  return runs.flatMap(({ id, index }, i): Point[] => {
    const [x, y] = [xs[i], ys[i]];
    return x === null || y === null ? [] : [[id, index, x, y]];
  });
}

function pointSeries([id, index, x, y]: Point): ChartSeries {
  const number = String(index + 1);
  const { color } = curveStyle(index);
  return {
    key: id,
    label: id,
    shortLabel: number,
    pointLabel: number,
    color,
    x: [x],
    y: [y],
    style: 'points',
    pointSize: 9,
  };
}
