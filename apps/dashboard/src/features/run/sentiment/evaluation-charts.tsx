'use client';

import { useMemo } from 'react';
import { runSentimentMessages } from '#i18n/run-sentiment';
import { formatScore } from '#components/format';
import { Chart, roleColor } from '#components/chart';
import { useMessages } from '#components/language';
import sectionStyles from '../section.module.css';
import { coarser, confusionAt, scoresOf } from './threshold';
import type { ClassPair } from '#components/class-pair';
import type { BinaryEvaluation } from '#api/predictions';
import type { ChartSeries } from '#components/chart';

type Text = (typeof runSentimentMessages)['en'];
const UNIT = [0, 1] as const;
const FROM_0_TO_1 = [-0.02, 1.02] as const;
const BINS = 50;
const DIAGONAL = {
  color: roleColor('reference'),
  x: UNIT,
  y: UNIT,
  dash: [4, 4],
  style: 'reference' as const,
};

/** ROC, precision-recall, calibration and probability histograms, each with the threshold marked. */
export function EvaluationCharts({
  id,
  split,
  output,
  evaluation,
  threshold,
  names,
}: {
  id: string;
  split: string;
  output: string | undefined;
  evaluation: BinaryEvaluation;
  threshold: number;
  names: ClassPair;
}) {
  const text = useMessages(runSentimentMessages);
  const [negative, positive] = names;
  const { histogram, roc, precisionRecall, calibration } = evaluation;
  const { recall, precision, falsePositiveRate } = scoresOf(confusionAt(histogram, threshold));
  const rocSeries = useMemo(
    () => [
      { key: 'chance', label: text.chance, ...DIAGONAL },
      {
        key: 'roc',
        label: text.roc,
        color: roleColor('output'),
        x: roc.falsePositiveRate,
        y: roc.truePositiveRate,
      },
      hereSeries(falsePositiveRate, recall, text),
    ],
    [roc, falsePositiveRate, recall, text],
  );
  const recallSeries = useMemo(
    () => [
      {
        key: 'pr',
        label: text.precision,
        color: roleColor('output'),
        x: precisionRecall.recall,
        y: precisionRecall.precision,
      },
      hereSeries(recall, precision, text),
    ],
    [precisionRecall, precision, recall, text],
  );
  const calibrationSeries = useMemo(
    () => calibrationCurve(calibration, text, positive),
    [calibration, text, positive],
  );
  const probabilities = useMemo(
    () => probabilitySeries(histogram, negative, positive),
    [histogram, negative, positive],
  );
  const mark = useMemo(() => [{ x: threshold, label: text.threshold }], [threshold, text]);
  const common = { xRange: FROM_0_TO_1, height: 240, tellsEnds: false };
  const named = (chart: string) => {
    const name = [split, ...(output === undefined ? [] : [output]), chart].join('-');
    return { name, fileName: `${id}-${name}` };
  };

  return (
    <div className={sectionStyles.charts}>
      <Chart
        {...common}
        title={text.probabilities}
        series={probabilities}
        marks={mark}
        xRange={UNIT}
        xLabel={text.probability}
        yLabel={text.reviews}
        {...named('probabilities')}
      />
      <Chart
        {...common}
        title={withFigure(text.roc, text.auc, roc.auc)}
        series={rocSeries}
        yRange={FROM_0_TO_1}
        xLabel={text.falsePositiveRate}
        yLabel={text.truePositiveRate}
        {...named('roc')}
      />
      <Chart
        {...common}
        title={withFigure(text.precisionRecall, text.averagePrecision, precisionRecall.averagePrecision)}
        series={recallSeries}
        yRange={FROM_0_TO_1}
        xLabel={text.recall}
        yLabel={text.precision}
        {...named('precision-recall')}
      />
      <Chart
        {...common}
        title={withFigure(text.calibration, text.calibrationError, calibration.expectedCalibrationError)}
        series={calibrationSeries}
        yRange={FROM_0_TO_1}
        xLabel={text.meanProbability}
        yLabel={text.positiveShare(positive)}
        {...named('calibration')}
      />
    </div>
  );
}

function withFigure(title: string, name: string, value: number | null): string {
  return value === null ? title : `${title} · ${name} ${formatScore(value)}`;
}

/** The threshold's position on a curve. */
function hereSeries(x: number | null, y: number | null, text: Text): ChartSeries {
  const point = x === null || y === null ? { x: [], y: [] } : { x: [x], y: [y] };
  return {
    key: 'here',
    label: text.atThreshold,
    color: roleColor('reference'),
    style: 'points',
    pointSize: 11,
    ...point,
  };
}

function calibrationCurve(
  { probability, share }: BinaryEvaluation['calibration'],
  text: Text,
  positive: string,
): ChartSeries[] {
  return [
    { key: 'perfect', label: text.perfect, ...DIAGONAL },
    {
      key: 'share',
      label: text.positiveShare(positive),
      color: roleColor('output'),
      x: probability,
      y: share,
      style: 'line-and-points',
    },
  ];
}

function probabilitySeries(
  histogram: BinaryEvaluation['histogram'],
  negative: string,
  positive: string,
): ChartSeries[] {
  const x = Array.from({ length: BINS }, (_, i) => (i + 0.5) / BINS);
  const bars = (key: 'negative' | 'positive', label: string): ChartSeries => ({
    key,
    label,
    color: roleColor(key),
    x,
    y: coarser(histogram[key], BINS),
    style: 'bars',
  });
  return [bars('negative', negative), bars('positive', positive)];
}
