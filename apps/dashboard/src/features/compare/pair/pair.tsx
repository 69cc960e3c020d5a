'use client';

import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { comparePairMessages } from '#i18n/compare-pair';
import { useLanguage, useMessages } from '#components/language';
import { metricTitle } from '#components/metric-title';
import { OutputSelect } from '#components/output-select';
import { Panel } from '#components/panel';
import { SplitSelect } from '#components/split-select';
import { RunMark } from '../run-mark';
import { candidatesOf, choosePair, representedBy } from './choose-pair';
import { PairChanges } from './pair-changes';
import styles from './pair.module.css';
import type { SeedSet } from '../seed-sets';
import type { Compared } from '../use-compared';

/** What changed from one run's predictions to another's; nothing unless two runs have predictions. */
export function PairComparison(props: PairProps) {
  const { title } = useMessages(comparePairMessages);
  return (
    <Panel name={title} of={props.runs}>
      <ChosenPair {...props} />
    </Panel>
  );
}

interface PairProps {
  runs: readonly Compared[];
  /** The seed sets, for which a run each stands at first. */
  sets: readonly SeedSet[];
}

function ChosenPair({ runs, sets }: PairProps) {
  const text = useMessages(comparePairMessages);
  const language = useLanguage();
  const [asked, setAsked] = useQueryStates({
    a: parseAsString,
    b: parseAsString,
    split: parseAsString,
    output: parseAsString,
    page: parseAsInteger,
  });
  const candidates = candidatesOf(runs);
  if (candidates.length === 0) return null;
  const { a, b, splits } = choosePair(candidates, sets, asked);
  const split = splits.find((each) => each === asked.split) ?? splits[0];
  const outputs = Object.keys(a.run.outputs).filter((name) => name in b.run.outputs);
  const output = outputs.find((name) => name === asked.output) ?? outputs[0];
  const key = asked.a === null && asked.b === null ? representedBy(sets) : null;
  const choose = (change: Partial<typeof asked>) => void setAsked({ ...change, page: null });
  return (
    <section aria-labelledby="pair">
      <h2 id="pair">{text.title}</h2>
      <div className={styles.choices}>
        <RunSelect side={text.a} chosen={a} runs={candidates} not={b} onChange={(id) => choose({ a: id })} />
        <RunSelect side={text.b} chosen={b} runs={candidates} not={a} onChange={(id) => choose({ b: id })} />
        {split && <SplitSelect splits={splits} value={split} onChange={(split) => choose({ split })} />}
        <OutputSelect outputs={outputs} value={output} onChange={(output) => choose({ output })} />
      </div>
      {key && <p className={`quiet ${styles.about}`}>{text.representatives(metricTitle(key, language))}</p>}
      {split ? <PairChanges {...{ a, b, split, output }} /> : <p>{text.noCommonSplit}</p>}
    </section>
  );
}

function RunSelect({
  side,
  chosen,
  runs,
  not,
  onChange,
}: {
  side: string;
  chosen: Compared;
  runs: readonly Compared[];
  /** The other side's run. */
  not: Compared;
  onChange: (id: string) => void;
}) {
  const text = useMessages(comparePairMessages);
  return (
    <label>
      {text.runOf(side)} <RunMark compared={chosen} />
      <select value={chosen.id} onChange={({ target }) => onChange(target.value)}>
        {runs.map(({ id, index }) => (
          <option key={id} value={id} disabled={id === not.id}>
            {index + 1} · {id}
          </option>
        ))}
      </select>
    </label>
  );
}
