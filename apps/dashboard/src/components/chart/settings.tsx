'use client';

import { parseAsBoolean, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useId } from 'react';
import { chartMessages } from '#i18n/chart';
import { useLanguage } from '../language';
import { useStored } from '../use-stored';
import styles from './settings.module.css';
import { DEFAULT_SMOOTHING } from './smoothing';

export const CURVE_AXES = ['step', 'epoch', 'relative', 'time'] as const;

export interface ChartSettings {
  x: (typeof CURVE_AXES)[number];
  log: boolean;
  /** Whether the y axes include outliers. */
  outliers: boolean;
  /** In [0, 1). */
  smoothing: number;
}

/** How curves are shown: the axes are in the URL (`x`, `log`, `outliers`), the smoothing in localStorage. */
export function useChartSettings(): [ChartSettings, (change: Partial<ChartSettings>) => void] {
  const [axes, setAxes] = useQueryStates({
    x: parseAsStringLiteral(CURVE_AXES).withDefault('step'),
    log: parseAsBoolean.withDefault(false),
    outliers: parseAsBoolean.withDefault(true),
  });
  const [remembered, setSmoothing] = useStored('smoothing', String(DEFAULT_SMOOTHING));
  const smoothing = Math.min(0.999, Math.max(0, Number(remembered) || 0));
  function change({ smoothing, ...axes }: Partial<ChartSettings>) {
    if (smoothing !== undefined) setSmoothing(String(smoothing));
    if (Object.keys(axes).length > 0) void setAxes(axes);
  }
  return [{ ...axes, smoothing }, change];
}

/** The controls for `useChartSettings`. */
export function ChartSettingsBar({
  settings,
  onChange,
}: {
  settings: ChartSettings;
  onChange(change: Partial<ChartSettings>): void;
}) {
  const text = chartMessages[useLanguage()];
  const slider = useId();
  return (
    <div className={styles.bar}>
      <label>
        {text.xAxis}
        <select
          value={settings.x}
          onChange={({ target }) => onChange({ x: target.value as ChartSettings['x'] })}
        >
          {CURVE_AXES.map((axis) => (
            <option key={axis} value={axis}>
              {text[axis]}
            </option>
          ))}
        </select>
      </label>
      <span className={styles.slider}>
        <label htmlFor={slider}>{text.smoothing}</label>
        <input
          id={slider}
          type="range"
          min="0"
          max="0.99"
          step="0.01"
          value={settings.smoothing}
          onChange={({ target }) => onChange({ smoothing: target.valueAsNumber })}
        />
        <output htmlFor={slider}>{settings.smoothing.toFixed(2)}</output>
      </span>
      <label>
        <input
          type="checkbox"
          checked={settings.log}
          onChange={({ target }) => onChange({ log: target.checked })}
        />
        {text.logScale}
      </label>
      <label title={text.withoutOutliersAbout}>
        <input
          type="checkbox"
          checked={!settings.outliers}
          onChange={({ target }) => onChange({ outliers: !target.checked })}
        />
        {text.withoutOutliers}
      </label>
    </div>
  );
}
