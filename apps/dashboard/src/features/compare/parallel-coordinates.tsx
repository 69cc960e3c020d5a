'use client';

import { useState } from 'react';
import { compareMessages } from '#i18n/compare';
import { metricTitle, unitLabel } from '#components/metric-title';
import { cssColor, curveStyle } from '#components/chart';
import { formatParameter, formatValue } from '#components/format';
import { useLanguage, useMessages } from '#components/language';
import { MoreMetrics } from '#components/more-metrics';
import { axesOf, MOST_METRICS } from './axes';
import scrollerStyles from './scroller.module.css';
import styles from './parallel-coordinates.module.css';
import { RunMark } from './run-mark';
import type { Language } from '#api/language';
import type { Axis } from './axes';
import type { Compared } from './use-compared';

/** Minimum distance of axes, so that their titles fit. */
const LEAST_DISTANCE = '7.5rem';

/** One line per run through all axes: the parameters that differ, then the results. */
export function ParallelCoordinates({ runs }: { runs: readonly Compared[] }) {
  const text = useMessages(compareMessages);
  const [pointed, setHighlighted] = useState<string | null>(null);
  // If the highlighted run has been removed, no run is highlighted.
  const highlighted = runs.some(({ id }) => id === pointed) ? pointed : null;
  const [most, setMost] = useState(MOST_METRICS);
  const files = runs.map(({ run }) => run);
  const axes = axesOf(files, most);
  const left = axesOf(files, Infinity).length - axes.length;
  const xOf = (axis: number) => `${(100 * axis) / (axes.length - 1)}%`;
  const highlight = (id: string) => ({
    onPointerEnter: () => setHighlighted(id),
    onPointerLeave: () => setHighlighted(null),
  });
  return (
    <section aria-labelledby="parallel">
      <h2 id="parallel">{text.parallel}</h2>
      {axes.length < 2 ? (
        <p className="quiet">{text.parallelNeeds}</p>
      ) : (
        <>
          <p className="quiet">{text.parallelAbout}</p>
          <div className={scrollerStyles.scroller} tabIndex={0} role="group" aria-labelledby="parallel">
            <div
              role="img"
              aria-label={text.parallelAbout}
              className={styles.parallel}
              style={{ minWidth: `calc(${axes.length} * ${LEAST_DISTANCE})` }}
            >
              <div className={styles.axes}>
                <svg width="100%" height="100%">
                  {runs.map(({ id, index }, i) => (
                    <RunLine
                      key={id}
                      {...{ id, index, xOf, ...highlight(id) }}
                      positions={axes.map(({ positions }) => positions[i])}
                      isFaint={highlighted !== null && highlighted !== id}
                    />
                  ))}
                </svg>
                {axes.map((axis, i) => (
                  <AxisLine key={i} axis={axis} left={xOf(i)} />
                ))}
              </div>
            </div>
          </div>
          <MoreMetrics left={left} onMore={(count) => setMost(most + count)} />
          <ul className={styles.legend} aria-label={text.highlight}>
            {runs.map((compared) => (
              <li key={compared.id}>
                <button
                  type="button"
                  aria-pressed={highlighted === compared.id}
                  {...highlight(compared.id)}
                  onClick={() => setHighlighted(compared.id)}
                  onFocus={() => setHighlighted(compared.id)}
                  onBlur={() => setHighlighted(null)}
                >
                  <RunMark compared={compared} />
                  <span className="visually-hidden">{compared.id}</span>
                </button>
              </li>
            ))}
            <li>
              <code>{highlighted}</code>
            </li>
          </ul>
        </>
      )}
    </section>
  );
}

/** With a gap at an axis on which the run has no value. */
function RunLine({
  id,
  index,
  positions,
  xOf,
  isFaint,
  ...handlers
}: {
  id: string;
  index: number;
  positions: readonly (number | null)[];
  xOf: (axis: number) => string;
  isFaint: boolean;
  onPointerEnter: () => void;
  onPointerLeave: () => void;
}) {
  const { color, dash } = curveStyle(index);
  return (
    <g
      stroke={cssColor(color)}
      strokeDasharray={dash?.join(' ')}
      data-faint={isFaint || undefined}
      {...handlers}
    >
      <title>{id}</title>
      {positions.slice(1).map((to, i) => {
        const from = positions[i];
        if (from === null || to === null) return null;
        return <line key={i} x1={xOf(i)} y1={yOf(from)} x2={xOf(i + 1)} y2={yOf(to)} />;
      })}
    </g>
  );
}

function AxisLine({ axis: { source, ticks }, left }: { axis: Axis; left: string }) {
  const language = useLanguage();
  const text = compareMessages[language];
  const title =
    source.kind === 'metric'
      ? withUnit(metricTitle(source.column.key, language), source.column.unit, language)
      : source.kind === 'field'
        ? text.fields[source.name as keyof typeof text.fields]
        : source.name;
  const format = (value: Axis['ticks'][number]['value']) =>
    source.kind === 'metric' ? formatValue(Number(value)) : formatParameter(value);
  return (
    <div className={styles.axis} style={{ left }}>
      <b style={{ width: LEAST_DISTANCE }}>{title}</b>
      {ticks.map(({ value, position }) => (
        <span key={String(value)} style={{ top: yOf(position), maxWidth: LEAST_DISTANCE }}>
          {format(value)}
        </span>
      ))}
    </div>
  );
}

function withUnit(title: string, unit: string | undefined, language: Language): string {
  return unit === undefined ? title : `${title} (${unitLabel(unit, language)})`;
}

function yOf(position: number): string {
  return `${100 * (1 - position)}%`;
}
