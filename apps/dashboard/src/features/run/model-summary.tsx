'use client';

import { runMessages } from '#i18n/run';
import { useMessages } from '#components/language';
import tableStyles from './table.module.css';
import type { ModelSummary } from '@rnn-lab/runs';

/** The layers of a model with their output shapes and numbers of weights, as Keras prints them. */
export function ModelSummaryTable({ model }: { model: ModelSummary }) {
  const text = useMessages(runMessages);
  return (
    <div className={tableStyles.scroll} tabIndex={0} role="group" aria-label={text.model}>
      <table className={tableStyles.table}>
        <thead>
          <tr>
            <th scope="col">{text.layer}</th>
            <th scope="col">{text.shape}</th>
            <th scope="col" className="number">
              {text.weights}
            </th>
          </tr>
        </thead>
        <tbody>
          {model.layers.map(({ name, className, outputShape, parameters }) => (
            <tr key={name}>
              <th scope="row">
                {className}
                <small>{name}</small>
              </th>
              <td>
                <code>({outputShape.map((size) => size ?? 'None').join(', ')})</code>
              </td>
              <td className="number">{parameters.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {text.total}
            </th>
            <td className="number">{model.parameters.toLocaleString('en')}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
