'use client';

import { useQueryState } from 'nuqs';
import { useState } from 'react';
import { compareMessages } from '#i18n/compare';
import { curveStyle } from '#components/chart';
import { formatParameter, formatValue } from '#components/format';
import { useLanguage, useMessages } from '#components/language';
import { MoreMetrics } from '#components/more-metrics';
import { arrange, withFlipped, withMoved, writeArrangement } from './arrangement';
import { axesOf, axisKey, MOST_METRICS } from './axes';
import { axisTitle } from './axis-title';
import scrollerStyles from './scroller.module.css';
import styles from './parallel-coordinates.module.css';
import { RunMark } from './run-mark';
import { parseAsNames } from './search-params';
import type { Axis } from './axes';
import type { Compared } from './use-compared';

/** Minimum distance of axes, so that their titles fit. */
const LEAST_DISTANCE = '7.5rem';

/** One line per run through all axes: the parameters that differ, then the results, unless the reader arranges them. */
export function ParallelCoordinates({ runs }: { runs: readonly Compared[] }) {
  const text = useMessages(compareMessages);
  const [pointed, setHighlighted] = useState<string | null>(null);
  // If the highlighted run has been removed, no run is highlighted.
  const highlighted = runs.some(({ id }) => id === pointed) ? pointed : null;
  const [most, setMost] = useState(MOST_METRICS);
  const files = runs.map(({ run }) => run);
  const found = axesOf(files, most);
  const left = axesOf(files, Infinity).length - found.length;
  const language = useLanguage();
  const [asked, setAsked] = useQueryState('axes', parseAsNames);
  const arranged = arrange(
    found.map(({ source }) => axisKey(source)),
    asked ?? [],
  );
  const axes = arranged.flatMap(({ key, isFlipped }) => {
    const axis = found.find(({ source }) => axisKey(source) === key);
    return axis ? [isFlipped ? turned(axis) : axis] : [];
  });
  const put = (changed: typeof arranged) => void setAsked(writeArrangement(changed));
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
            <div className={styles.parallel} style={{ minWidth: `calc(${axes.length} * ${LEAST_DISTANCE})` }}>
              <div className={styles.axes}>
                <svg width="100%" height="100%" role="img" aria-label={text.parallelAbout}>
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
                  <AxisLine
                    key={arranged[i].key}
                    axis={axis}
                    title={axisTitle(axis.source, language)}
                    left={xOf(i)}
                    isFlipped={arranged[i].isFlipped}
                    onMove={{
                      left: i === 0 ? undefined : () => put(withMoved(arranged, i, -1)),
                      right: i === axes.length - 1 ? undefined : () => put(withMoved(arranged, i, 1)),
                    }}
                    onFlip={() => put(withFlipped(arranged, i))}
                  />
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
    <g stroke={color} strokeDasharray={dash?.join(' ')} data-faint={isFaint || undefined} {...handlers}>
      <title>{id}</title>
      {positions.slice(1).map((to, i) => {
        const from = positions[i];
        if (from === null || to === null) return null;
        return <line key={i} x1={xOf(i)} y1={yOf(from)} x2={xOf(i + 1)} y2={yOf(to)} />;
      })}
    </g>
  );
}

function AxisLine({
  axis: { source, ticks },
  title,
  left,
  isFlipped,
  onMove,
  onFlip,
}: {
  axis: Axis;
  title: string;
  left: string;
  isFlipped: boolean;
  /** Undefined at the end of the axes on that side. */
  onMove: { left?: () => void; right?: () => void };
  onFlip(): void;
}) {
  const text = useMessages(compareMessages);
  const format = (value: Axis['ticks'][number]['value']) =>
    source.kind === 'metric' ? formatValue(Number(value)) : formatParameter(value);
  return (
    <div className={styles.axis} style={{ left }} role="group" aria-label={title}>
      <b style={{ width: LEAST_DISTANCE }}>{title}</b>
      {ticks.map(({ value, position }) => (
        <span key={String(value)} style={{ top: yOf(position), maxWidth: LEAST_DISTANCE }}>
          {format(value)}
        </span>
      ))}
      <div className={styles.axisTools}>
        <AxisButton label={text.moveLeft(title)} sign="←" onPress={onMove.left} />
        <AxisButton label={text.flip(title)} sign="⇅" isPressed={isFlipped} onPress={onFlip} />
        <AxisButton label={text.moveRight(title)} sign="→" onPress={onMove.right} />
      </div>
    </div>
  );
}

function AxisButton({
  label,
  sign,
  isPressed,
  onPress,
}: {
  label: string;
  sign: string;
  isPressed?: boolean;
  onPress: (() => void) | undefined;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={isPressed}
      aria-disabled={onPress === undefined}
      onClick={({ currentTarget }) => {
        onPress?.();
        // A moved axis takes its buttons along, which costs them the focus.
        requestAnimationFrame(() => currentTarget.focus());
      }}
    >
      {sign}
    </button>
  );
}

function turned(axis: Axis): Axis {
  const turn = (position: number) => 1 - position;
  return {
    source: axis.source,
    positions: axis.positions.map((position) => (position === null ? null : turn(position))),
    ticks: axis.ticks.map(({ value, position }) => ({ value, position: turn(position) })),
  };
}

function yOf(position: number): string {
  return `${100 * (1 - position)}%`;
}
