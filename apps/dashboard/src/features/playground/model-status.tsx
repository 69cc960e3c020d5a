import { playgroundMessages } from '#i18n/playground';
import { useMessages } from '#components/language';
import hintStyles from './hint.module.css';
import type { ModelState } from './use-model';

/** How far the model is loaded, and then what computes it. */
export function ModelStatus({ state }: { state: ModelState }) {
  const messages = useMessages(playgroundMessages);
  if (state.status === 'failed') return <p role="alert">{messages.failed(state.reason)}</p>;
  return (
    <p role="status" className={hintStyles.hint}>
      {state.status === 'ready'
        ? messages.computedBy(state.model.backend.toUpperCase())
        : messages.loading(Math.round(state.part * 100))}
    </p>
  );
}
