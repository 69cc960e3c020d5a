import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { mostProbable } from '#api/classes';
import { runPath } from '#api/links';
import { sendJson } from '#components/connection/fetch-json';
import { useSettled } from '#components/use-settled';
import { classProbabilities } from './class-probabilities';
import { leaveOneOut } from './leave-one-out';
import type { Tokenization } from '#api/text';
import type { ModelOutput } from './model';

/** Typing faster than this (milliseconds) asks nothing. */
const PAUSE = 150;

/** A model's prediction for a text. */
export interface Classification {
  text: string;
  tokenization: Tokenization;
  /** By class. */
  probabilities: number[];
  /** The class whose probability is explained by the tokens: the most probable one, of two classes label 1. */
  explained: number;
}

/** An output of a run's model. */
interface ClassifierOf {
  id: string;
  /** null until the model is loaded. */
  output: ModelOutput | null;
  /** Of the output, if the model has several. */
  name: string | undefined;
}

/** The prediction for a text and the effect of each token; those of the previous text while a newer one is typed. */
export function useClassification({ id, output, name }: ClassifierOf, text: string) {
  const settled = useSettled(text, PAUSE);
  const isEmpty = settled.trim() === '';
  const { data: classification, error } = useQuery({
    queryKey: ['classification', id, name, settled],
    placeholderData: keepPreviousData,
    queryFn:
      output && !isEmpty
        ? async ({ signal }): Promise<Classification> => {
            const address = `${runPath(id)}/tokens`;
            const tokenization = await sendJson<Tokenization>('POST', address, { text: settled }, signal);
            const [probabilities] = await classProbabilities(output, [tokenization.input]);
            const explained = probabilities.length > 2 ? mostProbable(probabilities) : 1;
            return { text: settled, tokenization, probabilities, explained };
          }
        : skipToken,
  });
  const { data: effects } = useQuery({
    queryKey: ['effects', id, name, classification?.text],
    queryFn:
      output && classification
        ? ({ signal }) => {
            const { tokenization, probabilities, explained } = classification;
            const target = { class: explained, probability: probabilities[explained] };
            return leaveOneOut(output, tokenization, target, signal);
          }
        : skipToken,
  });
  return { classification: isEmpty ? undefined : classification, effects, error };
}
