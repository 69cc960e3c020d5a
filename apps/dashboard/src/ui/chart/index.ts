export { Chart } from './chart';
export { Charts, useSaveCharts } from './charts';
export { cssColor, curveStyle, PALETTE } from './palette';
export { ChartSettingsBar, useChartSettings } from './settings';
export { formatNumber } from './ticks';
export type { ChartMark, ChartSeries, Zoom } from './series';
export type { Color } from './palette';
export type { ChartSettings } from './settings';
export type { XAxis } from './ticks';
