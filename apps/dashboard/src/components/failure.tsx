import { commonMessages } from '#i18n/common';
import { problemSentence } from '#i18n/problems';
import { ApiFailure } from './connection/fetch-json';
import { useLanguage, useMessages } from './language';

/** An error's message. */
export function Failure({ error }: { error: Error }) {
  return <p role="alert">{useSentence()(error)}</p>;
}

/** Returns a function that translates an error into the page's language. */
export function useSentence(): (error: Error) => string {
  const { unreachable } = useMessages(commonMessages);
  const language = useLanguage();
  return (error) => {
    if (!(error instanceof ApiFailure)) return error.message;
    return error.status === 0 ? unreachable : problemSentence(error.message, error.details, language);
  };
}
