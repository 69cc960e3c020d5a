import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { runPath } from '#api/links';
import { sendJson } from '#components/connection/fetch-json';
import { useSettled } from '#components/use-settled';
import { leaveOneOut } from './leave-one-out';
import type { Tokenization } from '#api/text';
import type { Model } from './model';

/** Typing faster than this (milliseconds) asks nothing. */
const PAUSE = 150;

/** A model's prediction for a text. */
export interface Sentiment {
  text: string;
  tokenization: Tokenization;
  /** Of label 1. */
  probability: number;
}

/** The prediction for a text and the effect of each token; those of the previous text while a newer one is typed. */
export function useSentiment(id: string, model: Model | null, text: string) {
  const settled = useSettled(text, PAUSE);
  const isEmpty = settled.trim() === '';
  const { data: sentiment, error } = useQuery({
    queryKey: ['sentiment', id, settled],
    placeholderData: keepPreviousData,
    queryFn:
      model && !isEmpty
        ? async ({ signal }): Promise<Sentiment> => {
            const address = `${runPath(id)}/tokens`;
            const tokenization = await sendJson<Tokenization>('POST', address, { text: settled }, signal);
            const [probability] = await model.predict([tokenization.input]);
            return { text: settled, tokenization, probability };
          }
        : skipToken,
  });
  const { data: effects } = useQuery({
    queryKey: ['effects', id, sentiment?.text],
    queryFn:
      model && sentiment
        ? ({ signal }) => leaveOneOut(model, sentiment.tokenization, sentiment.probability, signal)
        : skipToken,
  });
  return { sentiment: isEmpty ? undefined : sentiment, effects, error };
}
