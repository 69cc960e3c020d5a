import { commonMessages } from '#i18n/common';
import { useMessages } from './language';

/** Chooses one of a model's outputs; nothing if it has only one. */
export function OutputSelect({
  outputs,
  value,
  onChange,
}: {
  outputs: readonly string[];
  value: string | undefined;
  onChange(output: string): void;
}) {
  const text = useMessages(commonMessages);
  if (outputs.length < 2) return null;
  return (
    <p>
      <label>
        {text.output}{' '}
        <select value={value} onChange={({ target }) => onChange(target.value)}>
          {outputs.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </p>
  );
}
