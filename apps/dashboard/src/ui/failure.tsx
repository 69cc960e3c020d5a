import { commonMessages } from '../messages/common';
import { ApiFailure } from './api';
import { useMessages } from './language';

/** Why something could not be done, in a sentence. */
export function Failure({ error }: { error: Error }) {
  const { unreachable } = useMessages(commonMessages);
  const isOffline = error instanceof ApiFailure && error.status === 0;
  return <p role="alert">{isOffline ? unreachable : error.message}</p>;
}
