'use client';

import { runMessages } from '#i18n/run';
import { formatParameter } from '#components/format';
import { useMessages } from '#components/language';
import { Panel } from '#components/panel';
import { Facts } from './facts';
import { hyperparametersOf } from './imported-log';
import { ModelSummaryTable } from './model-summary';
import styles from './details.module.css';
import type { Run } from '@rnn-lab/runs';
import type { ReactNode } from 'react';
import type { Fact } from './facts';

/** Whether there is anything to show: a log that was imported has neither. */
export function hasDetails(run: Run): boolean {
  return run.model !== null || parameterFacts(run).length > 0;
}

/** A run's parameters and model. */
export function Details({ run }: { run: Run }) {
  const text = useMessages(runMessages);
  return (
    <section id="about" aria-label={text.about}>
      {parameterFacts(run).length > 0 && (
        <Part title={text.parameters}>
          <Facts facts={() => parameterFacts(run)} />
        </Part>
      )}
      {run.model && (
        <Part title={`${text.model}: ${run.model.name}`}>
          <ModelSummaryTable model={run.model} />
        </Part>
      )}
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details open className={styles.part}>
      <summary>
        <h2>{title}</h2>
      </summary>
      <Panel name={title} of={children}>
        {children}
      </Panel>
    </details>
  );
}

function parameterFacts(run: Run): Fact[] {
  return Object.entries(hyperparametersOf(run)).map(([name, value]) => [name, formatParameter(value)]);
}
