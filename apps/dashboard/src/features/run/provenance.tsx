'use client';

import { useState } from 'react';
import { commonMessages } from '#i18n/common';
import { runMessages } from '#i18n/run';
import { runDataMessages } from '#i18n/run-data';
import { CopyButton } from '#components/copy-button';
import { CopyLine } from '#components/copy-line';
import { formatBytes, formatDuration } from '#components/format';
import { useLanguage, useMessages } from '#components/language';
import { Timestamp } from '#components/timestamp';
import { Panel } from '#components/panel';
import { RunDuration } from '#components/run-duration';
import { Facts } from './facts';
import { importedLog } from './imported-log';
import { Resources } from './resources';
import foldStyles from './fold.module.css';
import styles from './provenance.module.css';
import type { Run } from '@rnn-lab/runs';
import type { ReactNode } from 'react';
import type { Language } from '#api/language';
import type { Fact } from './facts';

/** Characters of an abbreviated commit hash. */
const COMMIT_SHOWN = 12;

const LOG_FORMATS: Readonly<Record<string, string>> = {
  tensorboard: 'TensorBoard',
  'keras-csv': 'Keras CSVLogger',
};

/** Where a run's numbers come from: command, versions, machine, files and their hashes. Folded: few read it. */
export function Provenance({ run }: { run: Run }) {
  const language = useLanguage();
  const text = useMessages(runMessages);
  const { resources } = useMessages(runDataMessages);
  const { environment } = run;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      id="provenance"
      className={foldStyles.fold}
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary>
        <h2>{text.provenance}</h2>
      </summary>
      {run.command !== '' && (
        <Part title={text.reproduce}>
          <CopyLine text={run.command} label={text.command} />
        </Part>
      )}
      <div className={styles.parts}>
        <Part title={text.run}>
          <Facts facts={() => runFacts(run, language)} />
        </Part>
        {Object.keys(run.timings).length > 0 && (
          <Part title={text.timings}>
            <Facts facts={() => timingFacts(run, language)} />
          </Part>
        )}
        {run.imported && (
          <Part title={text.importedFrom(LOG_FORMATS[run.imported.format] ?? run.imported.format)}>
            <Facts facts={() => importFacts(run, text)} />
            <Files files={run.imported.files} />
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
        {/* Charts that nobody sees are not drawn, and not saved with the others. */}
        {isOpen && run.resources.samples.length > 0 && (
          <Part title={resources}>
            <Resources run={run} />
          </Part>
        )}
      </div>
    </details>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      <Panel name={title} of={children}>
        {children}
      </Panel>
    </section>
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
      <Files files={dataset.files} />
    </>
  );
}

function Files({ files }: Pick<NonNullable<Run['dataset']>, 'files'>) {
  return (
    <ul className={styles.files}>
      {files.map(({ path, bytes, sha256 }) => (
        <li key={path}>
          <code>{path}</code> <span className="quiet">{formatBytes(bytes)}</span>
          <small>
            SHA-256 <code>{sha256}</code>
          </small>
        </li>
      ))}
    </ul>
  );
}

function runFacts(run: Run, language: Language): Fact[] {
  const text = runMessages[language];
  const { git, startedAt, endedAt } = run;
  return [
    [text.experiment, run.experiment],
    // A log has neither.
    ...(run.imported ? [] : ([[text.seed, run.seed]] satisfies Fact[])),
    [text.engine, run.engine],
    ...(run.imported ? [] : ([[text.workers, run.workers]] satisfies Fact[])),
    [text.started, <Timestamp key="" at={startedAt} long />],
    ...(endedAt ? ([[text.ended, <Timestamp key="" at={endedAt} long />]] satisfies Fact[]) : []),
    [text.duration, <RunDuration key="" run={run} />],
    ...evaluationFacts(run, text),
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

/** How often the test set was used; nothing for a run without one, and for an older run. */
function evaluationFacts({ evaluations }: Run, text: (typeof runMessages)['en']): Fact[] {
  const looks = evaluations.filter(({ split }) => split === 'test');
  const last = looks.at(-1);
  if (!last) return [];
  const value = (
    <span key="">
      {text.times(looks.length)}, <Timestamp at={last.at} long />
      {looks.some(({ validated }) => validated) && <small>{text.testValidated}</small>}
    </span>
  );
  return [[text.testUsed, value]];
}

function importFacts(run: Run, text: (typeof runMessages)['en']): Fact[] {
  const log = importedLog(run);
  return [
    ...(log === null ? [] : ([[text.log, <code key="">{log}</code>]] satisfies Fact[])),
    [text.imported, <Timestamp key="" at={run.imported?.at ?? ''} long />],
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
