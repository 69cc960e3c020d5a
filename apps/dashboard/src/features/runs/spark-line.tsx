const WIDTH = 88;
const HEIGHT = 22;

/** A small curve without axes; `label` describes it. */
export function SparkLine({ values, label }: { values: readonly (number | null)[]; label: string }) {
  const finite = values.filter(isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const x = (index: number) => 1 + (index / Math.max(values.length - 1, 1)) * (WIDTH - 2);
  const y = (value: number) => HEIGHT - 2 - ((value - low) / (high - low || 1)) * (HEIGHT - 4);
  const points = values.flatMap((value, index) =>
    isFinite(value) ? [`${x(index).toFixed(1)},${y(value).toFixed(1)}`] : [],
  );
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <polyline points={points.join(' ')} fill="none" stroke="var(--accent)" strokeWidth="1.5" />
    </svg>
  );
}

function isFinite(value: number | null): value is number {
  return Number.isFinite(value);
}
