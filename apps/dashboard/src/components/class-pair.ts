import { runSentimentMessages } from '#i18n/run-sentiment';
import { useMessages } from './language';

/** The names of the labels 0 and 1. */
export type ClassPair = readonly [negative: string, positive: string];

/** As the run names them, else negative and positive. */
export function useClassPair(classes: readonly string[]): ClassPair {
  const { negative, positive } = useMessages(runSentimentMessages);
  const [first, second] = classes;
  return second === undefined ? [negative, positive] : [first, second];
}
