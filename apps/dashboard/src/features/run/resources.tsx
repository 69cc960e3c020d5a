'use client';

import { useMemo } from 'react';
import { runDataMessages } from '#i18n/run-data';
import { Chart, curveStyle } from '#components/chart';
import { formatBytes, formatDuration } from '#components/format';
import { useLanguage, useMessages } from '#components/language';
import { Facts } from './facts';
import type { Run } from '@rnn-lab/runs';
import type { ChartSeries } from '#components/chart';
import type { Fact } from './facts';

/** CPU time and memory of the trainer's process. */
export function Resources({ run: { id, resources, environment } }: { run: Run }) {
  const text = useMessages(runDataMessages);
  const language = useLanguage();
  const { cpuSeconds, peakMemory, samples } = resources;
  const memory = useMemo(
    (): ChartSeries[] => [
      {
        key: 'memory',
        label: text.memory,
        color: curveStyle(0).color,
        x: samples.map((sample) => sample.seconds),
        y: samples.map((sample) => sample.memory / 1e6),
        style: 'line',
      },
    ],
    [samples, text],
  );
  const cores = useMemo((): ChartSeries[] => [{ ...coresBusy(samples), label: text.cores }], [samples, text]);
  const common = { xAxis: 'relative', xLabel: text.elapsed, tellsEnds: false, height: 110 } as const;
  const facts = (): Fact[] => [
    [text.cpuTime, formatDuration(cpuSeconds, language)],
    [text.coresBusy, (cpuSeconds / Math.max(1e-9, samples.at(-1)?.seconds ?? 0)).toFixed(1)],
    [
      text.peakMemory,
      <span key="">
        {formatBytes(peakMemory)}{' '}
        {environment && <small>{text.ofMemory(formatBytes(environment.memory))}</small>}
      </span>,
    ],
  ];
  return (
    <>
      <Facts facts={facts} />
      <Chart
        {...common}
        title={text.cores}
        yLabel={text.cores}
        series={cores}
        name="cpu"
        fileName={`${id}-cpu`}
      />
      <Chart
        {...common}
        title={text.memory}
        yLabel={text.memory}
        series={memory}
        name="memory"
        fileName={`${id}-memory`}
      />
      <p className="quiet">{text.process}</p>
    </>
  );
}

/** CPU seconds per second from one sample to the next, at the later one. */
function coresBusy(samples: Run['resources']['samples']): Omit<ChartSeries, 'label'> {
  const later = samples.slice(1).map((sample, i) => ({
    seconds: sample.seconds,
    cores: (sample.cpuSeconds - samples[i].cpuSeconds) / (sample.seconds - samples[i].seconds),
  }));
  // Two samples of the same hundredth of a second have no rate.
  const measured = later.filter(({ cores }) => Number.isFinite(cores));
  return {
    key: 'cores',
    color: curveStyle(2).color,
    x: measured.map(({ seconds }) => seconds),
    y: measured.map(({ cores }) => cores),
    style: 'line',
  };
}
