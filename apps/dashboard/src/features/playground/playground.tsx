import { playgroundMessages } from '#i18n/playground';
import { problemSentence } from '#i18n/problems';
import { runPage } from '#api/links';
import headStyles from '#components/page-head.module.css';
import styles from './playground.module.css';
import { SeriesPlayground } from './series-playground';
import { TextPlayground } from './text-playground';
import type { Language } from '#api/language';
import type { PlaygroundPlan } from '#api/playground';
import type { RunDetail } from '#api/run';

interface PlaygroundProps {
  run: RunDetail;
  /** null if the run has no model. */
  plan: PlaygroundPlan | null;
  language: Language;
  /** A review to begin with. */
  text: string;
}

/** A run's model to try, or the reason why there is none. */
export function Playground({ run, plan, language, text }: PlaygroundProps) {
  const messages = playgroundMessages[language];
  return (
    <div className={styles.page}>
      <nav aria-label={messages.back} className={headStyles.back}>
        <a href={runPage(run.id)}>← {run.id}</a>
      </nav>
      <h1>{messages.title}</h1>
      <p className={headStyles.subtitle}>
        {run.run && <span>{run.run.title[language] || run.run.experiment}</span>}
        {run.run?.model && <span>{run.run.model.name}</span>}
      </p>
      <Body run={run} plan={plan} language={language} text={text} />
    </div>
  );
}

function Body({ run, plan, language, text }: PlaygroundProps) {
  const messages = playgroundMessages[language];
  if (!plan) return <p>{messages.noModel[run.run?.status === 'running' ? 'yet' : 'ever']}</p>;
  switch (plan.kind) {
    case 'text':
      return (
        <>
          {plan.otherDictionary && (
            <p role="note" className={styles.warning}>
              {messages.otherDictionary(plan.otherDictionary)}
            </p>
          )}
          <TextPlayground id={run.id} {...plan} text={text} />
        </>
      );
    case 'series':
      return <SeriesPlayground id={run.id} {...plan} />;
    case 'none':
      return (
        <p role="alert">{messages.noPreprocessing(problemSentence(plan.reason, plan.details, language))}</p>
      );
  }
}
