'use client';

import { compareMessages } from '#i18n/compare';
import { differenceOf } from '#api/mean-difference';
import { formatDifference, formatValue } from '#components/format';
import { useLanguage, useMessages } from '#components/language';
import { metricTitle } from '#components/metric-title';
import { sampleOf } from './seed-sets';
import type { MetricKey } from '@rnn-lab/runs';
import type { SeedSet } from './seed-sets';

/** Whether each set differs from the first one by more than the noise of the seeds. */
export function SeedSetDifferences({
  sets: [first, ...others],
  keys,
}: {
  sets: readonly SeedSet[];
  keys: readonly MetricKey[];
}) {
  const text = useMessages(compareMessages);
  if (others.length === 0) return null;
  return (
    <>
      <h3>{text.differences(first.name)}</h3>
      <ul>
        {others.map((other) => (
          <li key={other.key}>
            {other.name}
            <ul>
              {keys.map((key) => (
                <Difference key={key} metric={key} sets={[first, other]} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  );
}

function Difference({ metric: key, sets: [a, b] }: { metric: MetricKey; sets: [SeedSet, SeedSet] }) {
  const text = useMessages(compareMessages);
  const language = useLanguage();
  const [before, after] = [sampleOf(a, key), sampleOf(b, key)];
  if (!before || !after) return null;
  const found = differenceOf(before, after);
  const title = metricTitle(key, language);
  if (!found) return <li>{text.fewSeeds(title)}</li>;
  const { difference, half, isMoreThanNoise } = found;
  const written = `${formatDifference(difference)} ± ${formatValue(half)}`;
  return (
    <li>
      {title}: {written} (95%) –{' '}
      {isMoreThanNoise ? <b>{text.moreThanNoise}</b> : <span className="quiet">{text.withinNoise}</span>}
    </li>
  );
}
