'use client';

import { useState } from 'react';
import { compareMessages } from '../messages/compare';
import { metricTitle } from '../runs/columns';
import { cssColor, curveStyle } from '../ui/chart';
import { formatParameter, formatValue } from '../ui/format';
import { useLanguage, useMessages } from '../ui/language';
import { axesOf } from './axes';
import styles from './compare.module.css';
import { RunName } from './run-name';
import type { Axis } from './axes';
import type { Compared } from './use-compared';

const AXIS_DISTANCE = 150;
const MARGIN = { left: 60, right: 90, top: 40, bottom: 16 };
const HEIGHT = 280;

/** A line a run through all axes: the parameters that differ, then the results. */
export function ParallelCoordinates({ runs }: { runs: readonly Compared[] }) {
  const text = useMessages(compareMessages);
  const [highlighted, setHighlighted] = useState<string | null>(null);
  const axes = axesOf(runs.map(({ run }) => run));
  const width = MARGIN.left + MARGIN.right + Math.max(axes.length - 1, 0) * AXIS_DISTANCE;
  return (
    <section aria-labelledby="parallel">
      <h2 id="parallel">{text.parallel}</h2>
      {axes.length < 2 ? (
        <p className="quiet">{text.parallelNeeds}</p>
      ) : (
        <>
          <p className="quiet">{text.parallelAbout}</p>
          <div className={styles.scroller} tabIndex={0} role="group" aria-labelledby="parallel">
            <svg
              width={width}
              height={HEIGHT}
              role="img"
              aria-label={text.parallelAbout}
              className={styles.parallel}
            >
              {runs.map(({ id, index }, i) => {
                const { color, dash } = curveStyle(index);
                return (
                  <path
                    key={id}
                    d={lineOf(axes.map(({ positions }) => positions[i]))}
                    stroke={cssColor(color)}
                    strokeDasharray={dash?.join(' ')}
                    data-faint={(highlighted !== null && highlighted !== id) || undefined}
                    onPointerEnter={() => setHighlighted(id)}
                    onPointerLeave={() => setHighlighted(null)}
                  >
                    <title>{id}</title>
                  </path>
                );
              })}
              {axes.map((axis, i) => (
                <AxisLine key={i} axis={axis} x={xOf(i)} />
              ))}
            </svg>
          </div>
          <ul className={styles.legend} aria-label={text.highlight}>
            {runs.map((compared) => (
              <li
                key={compared.id}
                onPointerEnter={() => setHighlighted(compared.id)}
                onPointerLeave={() => setHighlighted(null)}
                onFocus={() => setHighlighted(compared.id)}
                onBlur={() => setHighlighted(null)}
              >
                <RunName compared={compared} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function AxisLine({ axis: { source, ticks }, x }: { axis: Axis; x: number }) {
  const language = useLanguage();
  const text = compareMessages[language];
  const title =
    source.kind === 'metric'
      ? metricTitle(source.column.key, language)
      : source.kind === 'field'
        ? text.fields[source.name as keyof typeof text.fields]
        : source.name;
  const format = (value: Axis['ticks'][number]['value']) =>
    source.kind === 'metric' ? formatValue(Number(value)) : formatParameter(value);
  return (
    <g>
      <text x={x} y={18} textAnchor="middle" className={styles.axisTitle}>
        {title}
      </text>
      <line x1={x} x2={x} y1={yOf(1)} y2={yOf(0)} className={styles.axis} />
      {ticks.map(({ value, position }) => (
        <text key={String(value)} x={x + 6} y={yOf(position)} dominantBaseline="middle">
          {format(value)}
        </text>
      ))}
    </g>
  );
}

function xOf(axis: number): number {
  return MARGIN.left + axis * AXIS_DISTANCE;
}

function yOf(position: number): number {
  return HEIGHT - MARGIN.bottom - position * (HEIGHT - MARGIN.top - MARGIN.bottom);
}

/** Interrupted where the run has nothing on an axis. */
function lineOf(positions: readonly (number | null)[]): string {
  return positions
    .map((position, i) => {
      if (position === null) return '';
      const isDrawn = i > 0 && positions[i - 1] !== null;
      return `${isDrawn ? 'L' : 'M'}${xOf(i)} ${yOf(position).toFixed(1)}`;
    })
    .join('');
}
