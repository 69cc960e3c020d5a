'use client';

import { useState } from 'react';
import { playgroundMessages } from '#i18n/playground';
import { Failure } from '#components/failure';
import { useMessages } from '#components/language';
import { Panel } from '#components/panel';
import { LONGEST_TEXT } from '#api/limits';
import { Examples } from './examples';
import { ModelStatus } from './model-status';
import fieldStyles from './field.module.css';
import hintStyles from './hint.module.css';
import { Probability } from './probability';
import { TokenStrip } from './token-strip';
import { TokenTable } from './token-table';
import { useModel } from './use-model';
import { useSentiment } from './use-sentiment';
import type { Example } from './examples';
import type { TokensProps } from './token-strip';

export interface TextPlaygroundProps {
  id: string;
  /** Of the texts that the model reads. */
  reads: 'ko' | 'en';
  /** To begin with. */
  text: string;
  examples: readonly Example[];
}

/** A review as one types it: its tokens, its probability, and what each token adds to it. */
export function TextPlayground({ id, reads, text: prefilled, examples }: TextPlaygroundProps) {
  const messages = useMessages(playgroundMessages);
  const [text, setText] = useState(prefilled);
  const state = useModel(id);
  const isTooLong = text.length > LONGEST_TEXT;
  const { sentiment, effects, error } = useSentiment(
    id,
    state.status === 'ready' ? state.model : null,
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
      <Panel name={messages.examples} of={examples}>
        <Examples examples={examples} lang={reads} onChoose={setText} />
      </Panel>
      <ModelStatus state={state} />
      {error && <Failure error={error} />}
      {sentiment && (
        <div aria-busy={sentiment.text !== text}>
          <Panel name={messages.probability} of={sentiment}>
            <Probability {...sentiment} example={examples.find((one) => one.text === sentiment.text)} />
          </Panel>
          <Panel name={messages.tokens} of={sentiment}>
            <Tokens tokens={sentiment.tokenization.tokens} effects={effects} lang={reads} />
          </Panel>
        </div>
      )}
    </>
  );
}

/** What the model read of the text, and what each token adds. */
function Tokens({ tokens, effects, lang }: TokensProps) {
  const messages = useMessages(playgroundMessages);
  return (
    <section aria-labelledby="tokens" aria-busy={!effects}>
      <h2 id="tokens">{messages.tokens}</h2>
      {tokens.every(({ index }) => index === null) && <p>{messages.nothingFed}</p>}
      <p className={hintStyles.hint}>{messages.tokensHint}</p>
      <TokenStrip tokens={tokens} effects={effects} lang={lang} />
      <TokenTable tokens={tokens} effects={effects} lang={lang} />
    </section>
  );
}
