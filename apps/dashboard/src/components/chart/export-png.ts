import { inkOf } from './theme';
import type uPlot from 'uplot';
import type { ChartSeries } from './series';

const TITLE_HEIGHT = 34;
const LEGEND_LINE = 22;

/** The plot with its title above and its legend below, on the page's background. */
export async function chartImage(plot: uPlot, title: string, series: readonly ChartSeries[]): Promise<Blob> {
  const source = plot.ctx.canvas;
  const scale = source.width / plot.width;
  const ink = inkOf(plot.root);
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser draws no images.');
  context.font = ink.font;
  const entries = layOut(series, (label) => context.measureText(label).width, plot.width);
  const legendHeight = LEGEND_LINE * (1 + Math.max(0, ...entries.map(({ line }) => line)));

  canvas.width = source.width;
  canvas.height = source.height + (TITLE_HEIGHT + legendHeight + 8) * scale;
  context.scale(scale, scale);
  context.fillStyle = ink.background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = ink.text;
  context.font = ink.font.replace('12px', 'bold 15px');
  context.fillText(title, 12, 23);
  context.drawImage(source, 0, TITLE_HEIGHT, plot.width, plot.height);
  context.font = ink.font;
  context.lineWidth = 3;
  for (const { one, left, line } of entries) {
    const y = TITLE_HEIGHT + plot.height + LEGEND_LINE * line + 14;
    context.strokeStyle = ink.resolve(one.color);
    context.setLineDash(one.dash ?? []);
    context.globalAlpha = one.faint ? 0.45 : 1;
    context.beginPath();
    context.moveTo(left, y - 4);
    context.lineTo(left + 18, y - 4);
    context.stroke();
    context.globalAlpha = 1;
    context.fillText(one.label, left + 24, y);
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) =>
      blob ? resolve(blob) : reject(new Error('The chart is too large for an image.')),
    ),
  );
}

/** Lays out the legend's entries in rows. */
function layOut(series: readonly ChartSeries[], widthOf: (label: string) => number, width: number) {
  let [left, line] = [12, 0];
  return series.map((one) => {
    const entryWidth = widthOf(one.label) + 44;
    if (left > 12 && left + entryWidth > width) [left, line] = [12, line + 1];
    const entry = { one, left, line };
    left += entryWidth;
    return entry;
  });
}

/** Downloads a file. */
export function download(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
