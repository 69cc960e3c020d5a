import { messages } from './messages';
import type { Metric, Run, RunEntry } from '@rnn-lab/runs';
import type { Language } from './messages/language';

export function RunsTable({ entries, language }: { entries: RunEntry[]; language: Language }) {
  const { run, experiment, status, started, testAccuracy, testLoss } = messages[language];
  return (
    <table>
      <thead>
        <tr>
          {[run, experiment, status, started].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
          {[testAccuracy, testLoss].map((title) => (
            <th key={title} scope="col" className="number">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) =>
          entry.run ? (
            <RunRow key={entry.id} run={entry.run} problem={entry.problem} language={language} />
          ) : (
            <BrokenRow key={entry.id} entry={entry} language={language} />
          ),
        )}
      </tbody>
    </table>
  );
}

function RunRow({ run, problem, language }: { run: Run; problem: string | null; language: Language }) {
  const text = messages[language];
  const started = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <tr>
      <th scope="row">
        {run.id}
        {problem && <p className="problem">{problem}</p>}
      </th>
      <td data-title={text.experiment}>{run.title[language] || run.experiment}</td>
      <td data-title={text.status}>
        <span className={`status ${run.status}`}>{text[run.status]}</span>
        {run.error && <p className="problem">{run.error}</p>}
      </td>
      <td data-title={text.started}>
        <time dateTime={run.startedAt}>{started.format(new Date(run.startedAt))}</time>
      </td>
      <ResultCell title={text.testAccuracy} metric="accuracy" run={run} notebook={text.notebook} />
      <ResultCell title={text.testLoss} metric="loss" run={run} notebook={text.notebook} />
    </tr>
  );
}

/** The run's own figure, and the notebook's where it prints one. */
function ResultCell({
  title,
  metric,
  run,
  notebook,
}: {
  title: string;
  metric: Metric;
  run: Run;
  notebook: string;
}) {
  const reference = run.reference.test?.[metric];
  return (
    <td data-title={title} className="number">
      {run.results.test?.[metric]?.toFixed(4) ?? '–'}
      {reference !== undefined && (
        <small>
          {notebook} {reference.toFixed(4)}
        </small>
      )}
    </td>
  );
}

function BrokenRow({ entry, language }: { entry: RunEntry; language: Language }) {
  const { status, broken } = messages[language];
  return (
    <tr>
      <th scope="row">{entry.id}</th>
      <td />
      <td data-title={status} colSpan={4}>
        <span className="status broken">{broken}</span>
        <p className="problem">{entry.problem}</p>
      </td>
    </tr>
  );
}
