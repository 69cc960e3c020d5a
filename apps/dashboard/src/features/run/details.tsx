'use client';

import { commonMessages } from '#i18n/common';
import { runMessages } from '#i18n/run';
import { CopyButton } from '#components/copy-button';
import { formatDuration, formatParameter } from '#components/format';
import { useLanguage, useMessages } from '#components/language';
import { Timestamp } from '#components/timestamp';
import { Panel } from '#components/panel';
import { RunDuration } from '#components/run-duration';
import { ModelSummaryTable } from './model-summary';
import styles from './details.module.css';
import type { Run } from '@rnn-lab/runs';
import type { ReactNode } from 'react';
import type { Language } from '#api/language';

/** Characters of an abbreviated commit hash. */
const COMMIT_SHOWN = 12;

type Fact = [name: string, value: ReactNode];

/** A run's parameters, model, data and environment. */
export function Details({ run }: { run: Run }) {
  const language = useLanguage();
  const text = useMessages(runMessages);
  const { environment } = run;
  return (
    <section aria-label={text.about}>
      <Part title={text.parameters}>
        <Facts facts={() => parameterFacts(run)} />
      </Part>
      {run.model && (
        <Part title={`${text.model}: ${run.model.name}`}>
          <ModelSummaryTable model={run.model} />
        </Part>
      )}
      <Part title={text.run}>
        <Facts facts={() => runFacts(run, language)} />
      </Part>
      {Object.keys(run.timings).length > 0 && (
        <Part title={text.timings}>
          <Facts facts={() => timingFacts(run, language)} />
        </Part>
      )}
      {run.dataset && (
        <Part title={`${text.data}: ${run.dataset.name}`}>
          <Data dataset={run.dataset} />
        </Part>
      )}
      {environment && (
        <Part title={text.environment}>
          <Facts facts={() => environmentFacts(environment, text)} />
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

/** `facts` is called during this component's render, so that an error affects only this list. */
function Facts({ facts }: { facts: () => Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts().map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Data({ dataset }: { dataset: NonNullable<Run['dataset']> }) {
  const text = useMessages(runMessages);
  const { splits } = useMessages(commonMessages);
  const rows = Object.entries(dataset.rows).map(([split, count]): Fact => [
    splits[split as keyof typeof splits],
    text.rows(count.toLocaleString('en')),
  ]);
  return (
    <>
      <Facts facts={() => rows} />
      <ul className={styles.files}>
        {dataset.files.map(({ path, bytes, sha256 }) => (
          <li key={path}>
            <code>{path}</code> <span className="quiet">{formatBytes(bytes)}</span>
            <small>
              SHA-256 <code>{sha256}</code>
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}

function parameterFacts({ params }: Run): Fact[] {
  return Object.entries(params).map(([name, value]) => [name, formatParameter(value)]);
}

function runFacts(run: Run, language: Language): Fact[] {
  const text = runMessages[language];
  const { git, startedAt, endedAt } = run;
  return [
    [text.experiment, run.experiment],
    [text.seed, run.seed],
    [text.engine, run.engine],
    [text.workers, run.workers],
    [text.started, <Timestamp key="" at={startedAt} long />],
    ...(endedAt ? ([[text.ended, <Timestamp key="" at={endedAt} long />]] satisfies Fact[]) : []),
    [text.duration, <RunDuration key="" run={run} />],
    ...(git
      ? ([
          [
            text.commit,
            <span key="">
              <code title={git.commit}>{git.commit.slice(0, COMMIT_SHOWN)}</code>
              <CopyButton text={git.commit} label={text.commit} />
              {git.dirty && <small>{text.dirty}</small>}
            </span>,
          ],
        ] satisfies Fact[])
      : []),
  ];
}

function timingFacts({ timings }: Run, language: Language): Fact[] {
  const { phases } = runMessages[language];
  return Object.entries(timings).map(([phase, seconds]) => [
    phases[phase as keyof typeof phases],
    formatDuration(seconds, language),
  ]);
}

const MATMUL_NAMES: Readonly<Record<string, string>> = { ort: 'ONNX Runtime', wasm: 'WebAssembly' };

function environmentFacts(
  { node, platform, cpu, cores, memory, packages, matmul }: NonNullable<Run['environment']>,
  text: (typeof runMessages)['en'],
): Fact[] {
  return [
    ['Node', node],
    ['OS', platform],
    ['CPU', `${cpu}, ${text.cores(cores)}`],
    [text.memory, formatBytes(memory)],
    // Missing in older runs and for the reference engines.
    ...(matmul ? ([[text.matmul, MATMUL_NAMES[matmul] ?? matmul]] satisfies Fact[]) : []),
    ...Object.entries(packages),
  ];
}

function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}
