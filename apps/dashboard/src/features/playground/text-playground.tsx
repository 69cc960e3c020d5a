'use client';

import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { classNames } from '#api/classes';
import { playgroundMessages } from '#i18n/playground';
import { Failure } from '#components/failure';
import { OutputSelect } from '#components/output-select';
import { useMessages } from '#components/language';
import { Panel } from '#components/panel';
import { LONGEST_TEXT } from '#api/limits';
import { ClassBars } from './class-bars';
import { Examples } from './examples';
import { ModelStatus } from './model-status';
import fieldStyles from './field.module.css';
import hintStyles from './hint.module.css';
import { Probability } from './probability';
import { TokenStrip } from './token-strip';
import { TokenTable } from './token-table';
import { useTextModel } from './use-model';
import { useClassification } from './use-classification';
import type { PlaygroundMember, PlaygroundOutput } from '#api/playground';
import type { Classification } from './use-classification';
import type { TokensProps } from './token-strip';

type NamesOf = (count: number) => readonly string[];

interface TextPlaygroundProps {
  id: string;
  /** Of the texts that the model reads. */
  reads: 'ko' | 'en';
  /** To begin with. */
  text: string;
  /** At least one. */
  outputs: readonly PlaygroundOutput[];
  /** Of an ensemble. */
  members: readonly PlaygroundMember[] | null;
}

/** A text as one types it: its tokens, its probabilities, and what each token adds. */
export function TextPlayground({ id, reads, text: prefilled, outputs, members }: TextPlaygroundProps) {
  const messages = useMessages(playgroundMessages);
  const [text, setText] = useState(prefilled);
  const [chosen, setChosen] = useQueryState('output', parseAsString);
  const { name, classes, examples } = outputs.find((each) => each.name === chosen) ?? outputs[0];
  const state = useTextModel(id, members);
  const namesOf: NamesOf = (count) =>
    classes.length === 0 && count === 2 ? messages.labels : classNames(classes, count);
  const hintOf = ({ probabilities, explained }: Classification) =>
    probabilities.length === 2 && classes.length === 0
      ? messages.tokensHint
      : messages.tokensHintOf(namesOf(probabilities.length)[explained]);
  const isTooLong = text.length > LONGEST_TEXT;
  const { classification, effects, error } = useClassification(
    { id, name, output: state.status === 'ready' ? state.model.output(name) : null },
    isTooLong ? '' : text,
  );

  return (
    <>
      <div className={fieldStyles.field}>
        <label htmlFor="review">{messages.review}</label>
        <textarea
          id="review"
          rows={4}
          lang={reads}
          placeholder={messages.reviewHint[reads]}
          value={text}
          onChange={({ target }) => setText(target.value)}
          aria-invalid={isTooLong}
          aria-describedby={isTooLong ? 'too-long' : undefined}
        />
      </div>
      {isTooLong && (
        <p id="too-long" role="alert">
          {messages.tooLong(text.length.toLocaleString('en'), LONGEST_TEXT.toLocaleString('en'))}
        </p>
      )}
      <OutputSelect
        outputs={outputs.map(({ name }) => name).filter((name) => name !== undefined)}
        value={name}
        onChange={(output) => void setChosen(output)}
      />
      <Panel name={messages.examples} of={examples}>
        <Examples examples={examples} namesOf={namesOf} lang={reads} onChoose={setText} />
      </Panel>
      <ModelStatus state={state} />
      {error && <Failure error={error} />}
      {classification && (
        <div aria-busy={classification.text !== text}>
          <Panel name={messages.probabilities} of={classification}>
            <Answer {...classification} {...{ classes, namesOf, examples }} />
          </Panel>
          {members ? (
            <p className={hintStyles.hint}>{messages.ensembleHint(members.map(({ name }) => name))}</p>
          ) : (
            <Panel name={messages.tokens} of={classification}>
              <Tokens
                tokens={classification.tokenization.tokens}
                effects={effects}
                lang={reads}
                hint={hintOf(classification)}
              />
            </Panel>
          )}
        </div>
      )}
    </>
  );
}

function Answer({
  text,
  probabilities,
  classes,
  namesOf,
  examples,
}: Classification & Pick<PlaygroundOutput, 'classes' | 'examples'> & { namesOf: NamesOf }) {
  const messages = useMessages(playgroundMessages);
  const names = namesOf(probabilities.length);
  const example = examples.find((one) => one.text === text);
  if (probabilities.length > 2) return <ClassBars {...{ probabilities, names, example }} />;
  const title = classes.length === 2 ? messages.probabilityOf(classes[1]) : messages.probability;
  return <Probability probability={probabilities[1]} {...{ names, title, example }} />;
}

/** What the model read of the text, and what each token adds. */
function Tokens({ tokens, effects, lang, hint }: TokensProps & { hint: string }) {
  const messages = useMessages(playgroundMessages);
  return (
    <section aria-labelledby="tokens" aria-busy={!effects}>
      <h2 id="tokens">{messages.tokens}</h2>
      {tokens.every(({ index }) => index === null) && <p>{messages.nothingFed}</p>}
      <p className={hintStyles.hint}>{hint}</p>
      <TokenStrip tokens={tokens} effects={effects} lang={lang} />
      <TokenTable tokens={tokens} effects={effects} lang={lang} />
    </section>
  );
}
